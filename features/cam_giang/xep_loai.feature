# language: vi
@cam_giang
Tính năng: Xếp loại tháng của xã Cẩm Giang
  Thông báo không nêu mức nào; mức lấy theo quy định có hiệu lực trong tháng.

  Bối cảnh:
    Biết thông báo kết luận của xã Cẩm Giang đang áp dụng
    Và giao nhiệm vụ ngày 01/04/2026

  @muc_7_2 @gd_17 @co_che_19
  Quy tắc: Xếp loại tháng dùng bộ mức theo quy định có hiệu lực trong kỳ

    Kịch bản: Xếp loại tháng dùng bộ mức theo quy định có hiệu lực trong kỳ
      Khi đến 8 giờ ngày 04/05/2026
      Thì xếp loại kỳ «2026-04» theo «Nghị định 335/2025/NĐ-CP»
      Và xếp loại kỳ «2025-12» theo «Nghị định 90/2020/NĐ-CP»

    Kịch bản: Bảng đề xuất xếp loại tháng trình Chủ tịch trong ngày làm việc thứ năm của tháng sau
      Khi đến 8 giờ ngày 04/05/2026
      Thì nhiệm vụ «Đề xuất đánh giá, xếp loại hằng tháng kết quả của từng cơ quan, đơn vị» của Phòng Văn hóa - Xã hội xã kỳ «tháng 4» đến hạn hết ngày 08/05/2026

    Kịch bản: Không có việc nào đến hạn thì chưa đủ dữ liệu, không phải không hoàn thành
      Khi đến 8 giờ ngày 04/05/2026
      Thì mức xếp loại tham khảo kỳ «2026-01» của Trưởng phòng Kinh tế xã là «chưa đủ dữ liệu»
