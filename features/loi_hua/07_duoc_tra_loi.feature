# language: vi
@loi_hua_7 @ba_bich
Tính năng: Lời hứa 7 - Ai cũng được trả lời
  Giải trình, hạn mới, tạm dừng đều có chỗ trong luật, dừng đúng những gì phải dừng, và không xóa việc đã chậm.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @gd_01 @co_che_10
  Quy tắc: Người có thẩm quyền có thể nghe giải trình trước khi quyết định

    Bối cảnh:
      Biết công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024
      Và Chủ tịch yêu cầu giải trình trước khi phê bình về báo cáo quý I của công chức Tư pháp vì «cần nghe đơn vị» lúc 9 giờ ngày 21/03/2024

    Kịch bản: Trong thời gian giải trình thì phê bình dừng lại
      Khi đến 16 giờ 59 phút ngày 26/03/2024
      Thì phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «chờ giải trình»

    Kịch bản: Hết thời gian giải trình thì đề xuất được trình lại
      Khi đến 17 giờ ngày 26/03/2024
      Thì phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «đề xuất chờ quyết định»

    Kịch bản: Giải trình xong thì đề xuất được trình lại ngay
      Khi công chức Tư pháp giải trình về báo cáo quý I của công chức Tư pháp với lý do «mất điện ba ngày» lúc 15 giờ ngày 22/03/2024
      Và công chức Tư pháp giải trình về báo cáo quý I của công chức Tư pháp với lý do «mất điện ba ngày» lúc 16 giờ ngày 22/03/2024
      Thì phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «đề xuất chờ quyết định»
      Và báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024

  @gd_12
  Quy tắc: Hạn mới dừng leo thang nhưng hạn gốc vẫn còn trong sổ

    Kịch bản: Chủ tịch cho hạn mới thay cho phê bình
      Biết công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024
      Khi Chủ tịch cho hạn mới đến hết ngày 29/03/2024 thay cho phê bình về báo cáo quý I của công chức Tư pháp vì «đơn vị thiếu người» lúc 9 giờ ngày 21/03/2024
      Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 29/03/2024
      Và hạn gốc của báo cáo quý I của công chức Tư pháp vẫn là hết ngày 11/03/2024
      Và báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024
      Và công chức Tư pháp chưa nhận được phê bình về báo cáo quý I của công chức Tư pháp

  @muc_3_1_2 @gd_11
  Quy tắc: Tạm dừng thì đồng hồ dừng, số ngày còn lại được giữ nguyên

    Kịch bản: Tạm dừng trước hạn rồi cho tiếp tục với số ngày làm việc còn lại
      Biết Chủ tịch tạm dừng báo cáo quý I của công chức Tư pháp vì «thiên tai» lúc 9 giờ ngày 06/03/2024
      Và Chủ tịch cho tiếp tục báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 18/03/2024
      Khi đến 9 giờ ngày 18/03/2024
      Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 21/03/2024
      Và báo cáo quý I của công chức Tư pháp không bị ghi nhận quá hạn

    Kịch bản: Tạm dừng sau khi đã chậm thì việc đã chậm vẫn còn
      Biết Chủ tịch tạm dừng báo cáo quý I của công chức Tư pháp vì «thiên tai» lúc 9 giờ ngày 13/03/2024
      Khi đến 8 giờ ngày 20/03/2024
      Thì báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024
      Và chưa có đôn đốc nào về báo cáo quý I của công chức Tư pháp

    Kịch bản: Công nhận không thể hoàn thành thì dừng leo thang, việc đã chậm vẫn còn
      Biết Chủ tịch công nhận báo cáo quý I của công chức Tư pháp không thể hoàn thành vì «hồ sơ bị cháy» lúc 9 giờ ngày 13/03/2024
      Khi đến 8 giờ ngày 20/03/2024
      Thì báo cáo quý I của công chức Tư pháp ở trạng thái «không thể hoàn thành»
      Và báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024
      Và chưa có đôn đốc nào về báo cáo quý I của công chức Tư pháp
