# language: vi
@binh_chuong
Tính năng: Công văn của Bình Chương
  Công văn để trống số và ngày, không nêu người theo dõi; phần lớn nhiệm vụ nằm trong kế hoạch được dẫn chiếu.

  Bối cảnh:
    Biết văn bản chỉ đạo của xã Bình Chương đang áp dụng
    Và giao nhiệm vụ ngày 03/02/2026

  @muc_6_2 @gd_04 @co_che_5 @bay_1
  Quy tắc: Báo cáo định kỳ mà không nêu kỳ thì theo mặc định, số liệu được lấy từ trước khi có công văn

    Khung kịch bản: Báo cáo <kỳ> đến hạn hết ngày <hạn>
      Khi đến hết ngày 03/02/2026
      Thì báo cáo <kỳ> của Phòng Kinh tế xã đến hạn hết ngày <hạn>
      Và báo cáo <kỳ> của Phòng Kinh tế xã ghi nguồn của thời hạn là «Mặc định hệ thống»

      Dữ liệu:
        | kỳ                    | hạn        |
        | quý I năm 2026        | 10/03/2026 |
        | 6 tháng đầu năm 2026  | 10/06/2026 |
        | quý III năm 2026      | 10/09/2026 |
        | năm 2026              | 10/12/2026 |

  @muc_4_3 @gd_18 @co_che_3
  Quy tắc: Mỗi hồ sơ trễ hẹn là một lần phải xin lỗi

    Kịch bản: Hồ sơ trễ hẹn mở nghĩa vụ xin lỗi, quá một ngày làm việc là quá hạn
      Biết Trưởng phòng Kinh tế xã báo sự kiện «hs-7» là «Hồ sơ số 7 trễ hẹn» cho nhiệm vụ «Xin lỗi người dân, tổ chức» của Phòng Kinh tế xã lúc 10 giờ ngày 06/03/2026
      Khi đến 8 giờ ngày 10/03/2026
      Thì nhiệm vụ «Xin lỗi người dân, tổ chức» của Phòng Kinh tế xã sự kiện «hs-7» bị ghi nhận quá hạn từ hết ngày 09/03/2026

    Kịch bản: Xin lỗi trong ngày làm việc kế tiếp thì không quá hạn
      Biết Trưởng phòng Kinh tế xã báo sự kiện «hs-7» là «Hồ sơ số 7 trễ hẹn» cho nhiệm vụ «Xin lỗi người dân, tổ chức» của Phòng Kinh tế xã lúc 10 giờ ngày 06/03/2026
      Và Trưởng phòng Kinh tế xã nộp nhiệm vụ «Xin lỗi người dân, tổ chức» của Phòng Kinh tế xã sự kiện «hs-7» lúc 16 giờ ngày 09/03/2026
      Khi đến 8 giờ ngày 10/03/2026
      Thì nhiệm vụ «Xin lỗi người dân, tổ chức» của Phòng Kinh tế xã sự kiện «hs-7» không bị ghi nhận quá hạn

  @muc_4_3 @co_che_21
  Quy tắc: Mọi hồ sơ trễ hẹn đều phải được xin lỗi, thiếu một là chưa đạt

    Khung kịch bản: <số liệu> hồ sơ trễ hẹn được xin lỗi là <kết quả>
      Khi Trưởng phòng Kinh tế xã ghi nhận số liệu «<số liệu>» của nhiệm vụ «Xin lỗi về mọi hồ sơ trễ hẹn» của Phòng Kinh tế xã lúc 9 giờ ngày 01/06/2026
      Thì việc đó được chấp nhận
      Và số liệu vừa ghi của nhiệm vụ «Xin lỗi về mọi hồ sơ trễ hẹn» của Phòng Kinh tế xã cho thấy <kết quả>

      Dữ liệu:
        | số liệu | kết quả  |
        | 100/100 | đạt      |
        | 99/100  | chưa đạt |

  @muc_3_2 @gd_45 @co_che_21
  Quy tắc: Chỉ tiêu bắt buộc mà hết năm chưa đạt thì quá hạn; đạt thì thôi

    Kịch bản: Còn một nội dung kế hoạch chưa xong thì quá hạn từ khi hết năm
      Biết hệ thống ngừng chạy từ 8 giờ ngày 04/02/2026
      Và Trưởng phòng Kinh tế xã ghi nhận số liệu «99/100» của nhiệm vụ «Hoàn thành toàn bộ nội dung kế hoạch năm 2026» của Phòng Kinh tế xã lúc 9 giờ ngày 30/12/2026
      Khi hệ thống chạy lại lúc 8 giờ ngày 05/01/2027
      Thì chỉ tiêu của nhiệm vụ «Hoàn thành toàn bộ nội dung kế hoạch năm 2026» của Phòng Kinh tế xã được đánh giá là chưa đạt lúc hết ngày 31/12/2026
      Và nhiệm vụ «Hoàn thành toàn bộ nội dung kế hoạch năm 2026» của Phòng Kinh tế xã bị ghi nhận quá hạn từ hết ngày 31/12/2026

    Kịch bản: Xong mọi nội dung kế hoạch thì đạt, không quá hạn
      Biết hệ thống ngừng chạy từ 8 giờ ngày 04/02/2026
      Và Trưởng phòng Kinh tế xã ghi nhận số liệu «100/100» của nhiệm vụ «Hoàn thành toàn bộ nội dung kế hoạch năm 2026» của Phòng Kinh tế xã lúc 9 giờ ngày 30/12/2026
      Khi hệ thống chạy lại lúc 8 giờ ngày 05/01/2027
      Thì chỉ tiêu của nhiệm vụ «Hoàn thành toàn bộ nội dung kế hoạch năm 2026» của Phòng Kinh tế xã được đánh giá là đạt lúc hết ngày 31/12/2026
      Và nhiệm vụ «Hoàn thành toàn bộ nội dung kế hoạch năm 2026» của Phòng Kinh tế xã không bị ghi nhận quá hạn

  @muc_0 @bay_13 @loi_hua_9 @co_che_21 @co_che_25
  Quy tắc: Cải thiện thứ hạng mà chưa có hạng năm trước thì chưa đủ dữ liệu

    Kịch bản: Chưa có số gốc năm 2025
      Khi Trưởng phòng Kinh tế xã ghi nhận số liệu «12/45» của nhiệm vụ «Đưa Chỉ số cải cách hành chính» của Phòng Kinh tế xã lúc 9 giờ ngày 01/06/2026
      Thì việc đó được chấp nhận
      Và số liệu vừa ghi của nhiệm vụ «Đưa Chỉ số cải cách hành chính» của Phòng Kinh tế xã cho thấy chưa đủ dữ liệu

  @muc_7 @co_che_16 @bay_12 @loi_hua_6
  Quy tắc: Phòng soạn công văn theo dõi các phòng khác nhưng không theo dõi chính mình

    Kịch bản: Việc của Phòng Văn hóa - Xã hội do Chủ tịch theo dõi
      Khi đến hết ngày 03/02/2026
      Thì hỏi vì sao về người chịu trách nhiệm của báo cáo quý I năm 2026 của Phòng Kinh tế xã thì được trả lời «Theo dõi, đôn đốc: Trưởng phòng Văn hóa - Xã hội xã»
      Và hỏi vì sao về người chịu trách nhiệm của báo cáo quý I năm 2026 của Phòng Văn hóa - Xã hội xã thì được trả lời «Theo dõi, đôn đốc: Chủ tịch»
