# language: vi
@cam_giang
Tính năng: Năm rõ của Cẩm Giang
  Thông báo kết luận đòi thêm rõ thời gian so với bốn rõ.

  Bối cảnh:
    Biết thông báo kết luận của xã Cẩm Giang đang áp dụng

  @muc_8_1 @co_che_4 @bay_4 @loi_hua_1
  Quy tắc: Nhiệm vụ chưa có thời hạn đạt bốn rõ nhưng không đạt năm rõ

    Kịch bản: Nhiệm vụ chưa có thời hạn đạt bốn rõ nhưng không đạt năm rõ
      Biết văn bản bỏ trống thời hạn của nhiệm vụ «Lập hệ thống báo trước hồ sơ sắp trễ hạn»
      Khi giao nhiệm vụ ngày 01/04/2026
      Thì việc giao bị từ chối vì nhiệm vụ «Lập hệ thống báo trước hồ sơ sắp trễ hạn» chưa rõ thời gian
      Và lời từ chối chỉ đúng tệp và dòng của nhiệm vụ «Lập hệ thống báo trước hồ sơ sắp trễ hạn»
      Và không nhiệm vụ nào được giao

    Kịch bản: Cùng nhiệm vụ ấy giao được nếu chỉ đòi bốn rõ
      Biết văn bản bỏ trống thời hạn của nhiệm vụ «Lập hệ thống báo trước hồ sơ sắp trễ hạn»
      Và văn bản áp dụng tiêu chuẩn bốn rõ
      Khi giao nhiệm vụ ngày 01/04/2026
      Thì nhiệm vụ «Lập hệ thống báo trước hồ sơ sắp trễ hạn» không có thời hạn

  @muc_6_1 @co_che_27 @loi_hua_9
  Quy tắc: Nhiệm vụ thường trực không bao giờ quá hạn

    Kịch bản: Câu hô hào được ghi thành nhiệm vụ thường trực và không bao giờ quá hạn
      Biết giao nhiệm vụ ngày 01/04/2026
      Và hệ thống ngừng chạy từ 8 giờ ngày 02/04/2026
      Khi hệ thống chạy lại lúc hết ngày 31/12/2026
      Thì nhiệm vụ «Tuyên truyền thủ tục mới» không có thời hạn
      Và nhiệm vụ «Tuyên truyền thủ tục mới» không bị ghi nhận quá hạn
