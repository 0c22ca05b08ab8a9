# language: vi
@cam_giang
Tính năng: Định mức hoạt động
  Mấy lần mỗi tuần, mỗi tháng thì đếm theo tuần, theo tháng; thiếu thì ghi thiếu, và không ai được báo bù sau khi đã chốt.

  Bối cảnh:
    Biết thông báo kết luận của xã Cẩm Giang đang áp dụng
    Và giao nhiệm vụ ngày 01/04/2026

  @muc_3_1 @co_che_22
  Quy tắc: Văn phòng kiểm tra ít nhất hai lần mỗi tháng

    Kịch bản: Tháng chỉ có một cuộc kiểm tra thì định mức hai cuộc bị ghi thiếu
      Biết Chánh Văn phòng HĐND và UBND xã ghi nhận một lần nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» lúc 9 giờ ngày 12/05/2026
      Khi đến hết ngày 31/05/2026
      Thì nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» đã ghi nhận 1 lần
      Và nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» bị ghi nhận quá hạn từ hết ngày 31/05/2026

    Kịch bản: Đủ hai cuộc thì xong tháng ấy
      Biết Chánh Văn phòng HĐND và UBND xã ghi nhận một lần nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» lúc 9 giờ ngày 12/05/2026
      Và Chánh Văn phòng HĐND và UBND xã ghi nhận một lần nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» lúc 23 giờ 59 phút ngày 31/05/2026
      Khi đến hết ngày 31/05/2026
      Thì nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» đã ghi nhận 2 lần
      Và nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» ở trạng thái «đã báo cáo»
      Và nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» không bị ghi nhận quá hạn

    Kịch bản: Cuộc của tháng sau không bù cho tháng trước
      Biết Chánh Văn phòng HĐND và UBND xã ghi nhận một lần nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» lúc 9 giờ ngày 12/05/2026
      Và Chánh Văn phòng HĐND và UBND xã ghi nhận một lần nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 6» lúc 9 giờ ngày 01/06/2026
      Khi đến 10 giờ ngày 01/06/2026
      Thì nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» đã ghi nhận 1 lần
      Và nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 6» đã ghi nhận 1 lần

    Kịch bản: Người khác không ghi thay được
      Khi Trưởng phòng Kinh tế xã ghi nhận một lần nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» lúc 9 giờ ngày 12/05/2026
      Thì việc đó bị từ chối vì «người đứng đầu hoặc cán bộ được phân công»

  @muc_3_1 @loi_hua_6 @co_che_16 @bay_12
  Quy tắc: Văn phòng đôn đốc người khác nhưng không tự theo dõi việc của mình

    Kịch bản: Việc của Văn phòng do Phòng Văn hóa - Xã hội theo dõi
      Khi đến 8 giờ ngày 04/05/2026
      Thì hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Tổ chức kiểm tra» kỳ «tháng 5» thì được trả lời «Theo dõi, đôn đốc: Trưởng phòng Văn hóa - Xã hội xã»

  @muc_2_4_3_1 @co_che_22 @bay_30
  Quy tắc: Mỗi tuần ít nhất một ngày hỗ trợ người dân, dù đứng dưới chữ Phấn đấu

    Kịch bản: Tuần không có ngày hỗ trợ nào thì bị ghi thiếu và nhắc nhở
      Khi đến 8 giờ ngày 11/05/2026
      Thì nhiệm vụ «Tổ chức ngày hỗ trợ» kỳ «tuần 19» bị ghi nhận quá hạn từ hết ngày 10/05/2026
      Và Giám đốc Trung tâm Phục vụ hành chính công xã bị nhắc nhở về nhiệm vụ «Tổ chức ngày hỗ trợ» kỳ «tuần 19» lúc 8 giờ ngày 11/05/2026

    Kịch bản: Một ngày hỗ trợ là đủ cho tuần ấy
      Biết Giám đốc Trung tâm Phục vụ hành chính công xã ghi nhận một lần nhiệm vụ «Tổ chức ngày hỗ trợ» kỳ «tuần 19» lúc 9 giờ ngày 07/05/2026
      Khi đến 8 giờ ngày 11/05/2026
      Thì nhiệm vụ «Tổ chức ngày hỗ trợ» kỳ «tuần 19» ở trạng thái «đã báo cáo»
      Và nhiệm vụ «Tổ chức ngày hỗ trợ» kỳ «tuần 19» không bị ghi nhận quá hạn

  @muc_1_1_3 @co_che_22 @bay_24 @bay_18
  Quy tắc: Phó Chủ tịch Thường trực phải nghe báo cáo hằng tuần; không nghe là việc của người nghe, trình lên Chủ tịch

    Kịch bản: Không nghe báo cáo thì chính người nghe bị nhắc nhở
      Khi đến 8 giờ ngày 11/05/2026
      Thì Phó Chủ tịch Thường trực Ủy ban nhân dân xã bị nhắc nhở về nhiệm vụ «Nghe báo cáo hằng tuần» kỳ «tuần 19» lúc 8 giờ ngày 11/05/2026

    Kịch bản: Nghe một buổi trong tuần là đủ
      Khi Phó Chủ tịch Thường trực Ủy ban nhân dân xã ghi nhận một lần nhiệm vụ «Nghe báo cáo hằng tuần» kỳ «tuần 19» lúc 9 giờ ngày 08/05/2026
      Thì nhiệm vụ «Nghe báo cáo hằng tuần» kỳ «tuần 19» ở trạng thái «đã báo cáo»

    Kịch bản: Hai tuần liền không nghe thì đề xuất phê bình trình Chủ tịch
      Biết đến 8 giờ ngày 13/05/2026
      Và Chánh Văn phòng HĐND và UBND xã ký đôn đốc về nhiệm vụ «Nghe báo cáo hằng tuần» kỳ «tuần 19» lúc 9 giờ ngày 13/05/2026
      Khi đến 8 giờ ngày 19/05/2026
      Thì phê bình về nhiệm vụ «Nghe báo cáo hằng tuần» kỳ «tuần 19» được trình Chủ tịch quyết định lúc 8 giờ ngày 19/05/2026
