# language: vi
@cam_giang
Tính năng: Chỉ tiêu của Cẩm Giang
  Chỉ tiêu được đánh giá theo số đã ghi nhận khi hết thời gian; thiếu số gốc hay định nghĩa thì chưa đủ dữ liệu.
  Hệ thống có ngừng chạy thì việc đánh giá vẫn tính đúng thời điểm.

  Bối cảnh:
    Biết thông báo kết luận của xã Cẩm Giang đang áp dụng
    Và giao nhiệm vụ ngày 01/04/2026

  @muc_4_2 @gd_16 @co_che_21 @bay_28
  Quy tắc: Bộ chỉ số 766 vào nhóm 30 trên 114 trong quý II rồi giữ đến hết năm

    Kịch bản: Đạt nhóm 30 trong quý II rồi rớt hạng quý III là vi phạm phần duy trì
      Biết hệ thống ngừng chạy từ 8 giờ ngày 02/04/2026
      Và Trưởng phòng Văn hóa - Xã hội xã ghi nhận số liệu «29/114» của nhiệm vụ «Hạng 30 trên 114» lúc 9 giờ ngày 30/06/2026
      Và Trưởng phòng Văn hóa - Xã hội xã ghi nhận số liệu «31/114» của nhiệm vụ «Hạng 30 trên 114» lúc 9 giờ ngày 15/09/2026
      Khi hệ thống chạy lại lúc hết ngày 31/12/2026
      Thì chỉ tiêu của nhiệm vụ «Hạng 30 trên 114» được đánh giá là đạt lúc hết ngày 30/06/2026
      Và chỉ tiêu của nhiệm vụ «Hạng 30 trên 114» được đánh giá là chưa đạt lúc hết ngày 31/12/2026

    Kịch bản: Đúng hạng 30 là đạt
      Biết hệ thống ngừng chạy từ 8 giờ ngày 02/04/2026
      Và Trưởng phòng Văn hóa - Xã hội xã ghi nhận số liệu «30/114» của nhiệm vụ «Hạng 30 trên 114» lúc 9 giờ ngày 30/06/2026
      Khi hệ thống chạy lại lúc hết ngày 30/06/2026
      Thì chỉ tiêu của nhiệm vụ «Hạng 30 trên 114» được đánh giá là đạt lúc hết ngày 30/06/2026

    Kịch bản: Đạt rồi mà sau đó không ai ghi hạng thì phần duy trì chưa đủ dữ liệu
      Biết hệ thống ngừng chạy từ 8 giờ ngày 02/04/2026
      Và Trưởng phòng Văn hóa - Xã hội xã ghi nhận số liệu «30/114» của nhiệm vụ «Hạng 30 trên 114» lúc 9 giờ ngày 30/06/2026
      Khi hệ thống chạy lại lúc hết ngày 31/12/2026
      Thì chỉ tiêu của nhiệm vụ «Hạng 30 trên 114» được đánh giá là chưa đủ dữ liệu lúc hết ngày 31/12/2026

    Kịch bản: Chưa ghi nhận hạng nào thì chưa đủ dữ liệu
      Biết hệ thống ngừng chạy từ 8 giờ ngày 02/04/2026
      Khi hệ thống chạy lại lúc hết ngày 30/06/2026
      Thì chỉ tiêu của nhiệm vụ «Hạng 30 trên 114» được đánh giá là chưa đủ dữ liệu lúc hết ngày 30/06/2026

  @muc_4_2 @co_che_21 @loi_hua_5
  Quy tắc: Chỉ tiêu phấn đấu chưa đạt không bị leo thang

    Kịch bản: Chỉ tiêu phấn đấu chưa đạt không bị leo thang
      Biết hệ thống ngừng chạy từ 8 giờ ngày 02/04/2026
      Và Trưởng phòng Văn hóa - Xã hội xã ghi nhận số liệu «45/114» của nhiệm vụ «Hạng 30 trên 114» lúc 9 giờ ngày 30/06/2026
      Khi hệ thống chạy lại lúc hết ngày 31/08/2026
      Thì chỉ tiêu của nhiệm vụ «Hạng 30 trên 114» được đánh giá là chưa đạt lúc hết ngày 30/06/2026
      Và nhiệm vụ «Hạng 30 trên 114» không bị ghi nhận quá hạn
      Và chưa có nhắc nhở nào về nhiệm vụ «Hạng 30 trên 114»

  @muc_2_4_1_2 @gd_19 @loi_hua_9 @bay_13
  Quy tắc: Tăng 20% hồ sơ không hẹn mà không nói so với kỳ nào thì không kết luận

    Kịch bản: Chưa có số gốc thì báo chưa đủ dữ liệu chứ không kết luận đạt
      Khi Giám đốc Trung tâm Phục vụ hành chính công xã ghi nhận số liệu «60/100» của nhiệm vụ «Tăng ít nhất 20% hồ sơ» lúc 9 giờ ngày 10/04/2026
      Thì việc đó được chấp nhận
      Và số liệu vừa ghi của nhiệm vụ «Tăng ít nhất 20% hồ sơ» cho thấy chưa đủ dữ liệu

  @muc_2_4_1_1 @co_che_21
  Quy tắc: Hồ sơ toàn trình từ 80% trở lên

    Khung kịch bản: <số liệu> hồ sơ toàn trình là <kết quả>
      Khi Giám đốc Trung tâm Phục vụ hành chính công xã ghi nhận số liệu «<số liệu>» của nhiệm vụ «Đưa hồ sơ trực tuyến toàn trình» lúc 9 giờ ngày 10/04/2026
      Thì việc đó được chấp nhận
      Và số liệu vừa ghi của nhiệm vụ «Đưa hồ sơ trực tuyến toàn trình» cho thấy <kết quả>

      Dữ liệu:
        | số liệu | kết quả  |
        | 80/100  | đạt      |
        | 799/1000 | chưa đạt |
        | 801/1000 | đạt      |

    Kịch bản: Phấn đấu mà hết năm chưa đạt thì ghi chưa đạt, không ai quá hạn
      Biết hệ thống ngừng chạy từ 8 giờ ngày 02/04/2026
      Và Giám đốc Trung tâm Phục vụ hành chính công xã ghi nhận số liệu «79/100» của nhiệm vụ «Đưa hồ sơ trực tuyến toàn trình» lúc 9 giờ ngày 30/12/2026
      Khi hệ thống chạy lại lúc 8 giờ ngày 04/01/2027
      Thì chỉ tiêu của nhiệm vụ «Đưa hồ sơ trực tuyến toàn trình» được đánh giá là chưa đạt lúc hết ngày 31/12/2026
      Và nhiệm vụ «Đưa hồ sơ trực tuyến toàn trình» không bị ghi nhận quá hạn

  @muc_2_1 @muc_1_1_2 @muc_1_2_2_2 @bay_10
  Quy tắc: Ba mức chịu đựng hồ sơ quá hạn giữ riêng: mọi hồ sơ đúng hạn, không quá hạn vì chủ quan, có quá hạn là kiểm điểm

    Kịch bản: Một hồ sơ quá hạn vì khách quan làm hỏng mức này mà không hỏng mức kia
      Biết Giám đốc Trung tâm Phục vụ hành chính công xã ghi nhận số liệu «99/100» của nhiệm vụ «Bảo đảm mọi hồ sơ» lúc 9 giờ ngày 10/04/2026
      Và Phó Chủ tịch Thường trực Ủy ban nhân dân xã ghi nhận số liệu «0/100» của nhiệm vụ «Kiểm soát để không hồ sơ nào quá hạn vì lỗi chủ quan» lúc 9 giờ ngày 10/04/2026
      Khi đến 10 giờ ngày 10/04/2026
      Thì số liệu vừa ghi của nhiệm vụ «Bảo đảm mọi hồ sơ» cho thấy chưa đạt
      Và số liệu vừa ghi của nhiệm vụ «Kiểm soát để không hồ sơ nào quá hạn vì lỗi chủ quan» cho thấy đạt

    Kịch bản: Một hồ sơ quá hạn vì chủ quan là chưa đạt, mọi hồ sơ đúng hạn là đạt
      Biết Giám đốc Trung tâm Phục vụ hành chính công xã ghi nhận số liệu «100/100» của nhiệm vụ «Bảo đảm mọi hồ sơ» lúc 9 giờ ngày 10/04/2026
      Và Phó Chủ tịch Thường trực Ủy ban nhân dân xã ghi nhận số liệu «1/100» của nhiệm vụ «Kiểm soát để không hồ sơ nào quá hạn vì lỗi chủ quan» lúc 9 giờ ngày 10/04/2026
      Khi đến 10 giờ ngày 10/04/2026
      Thì số liệu vừa ghi của nhiệm vụ «Bảo đảm mọi hồ sơ» cho thấy đạt
      Và số liệu vừa ghi của nhiệm vụ «Kiểm soát để không hồ sơ nào quá hạn vì lỗi chủ quan» cho thấy chưa đạt
