# language: vi
@ba_bich
Tính năng: Người có thẩm quyền cũng có hạn đánh giá
  Báo cáo đã đến thì người có thẩm quyền phải đánh giá hoặc trả lại; chậm đánh giá không tính là đơn vị chậm.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024
    Và báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 06/03/2024

  @muc_3_1_2 @gd_65
  Quy tắc: Báo cáo đến thì năm ngày làm việc sau, lúc 17 giờ, là hạn đánh giá

    Kịch bản: Sáng ngày làm việc kế tiếp thì Chủ tịch được giao việc đánh giá
      Khi đến 8 giờ ngày 07/03/2024
      Thì Chủ tịch phải đánh giá báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 13/03/2024

    Kịch bản: Trước 8 giờ ngày làm việc kế tiếp thì chưa ai được giao
      Khi đến 7 giờ 59 phút ngày 07/03/2024
      Thì không ai phải đánh giá báo cáo quý I của công chức Tư pháp

    Kịch bản: Quá hạn đánh giá thì Chủ tịch bị nhắc, đơn vị không bị ghi là chậm
      Khi đến 17 giờ ngày 13/03/2024
      Thì Chủ tịch được nhắc vì quá hạn đánh giá báo cáo quý I của công chức Tư pháp lúc 17 giờ ngày 13/03/2024
      Và báo cáo quý I của công chức Tư pháp không bị ghi nhận quá hạn
      Và Chủ tịch phải đánh giá báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 13/03/2024

    Kịch bản: Đánh giá rồi thì hết nghĩa vụ
      Biết Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 16 giờ ngày 13/03/2024
      Khi đến 8 giờ ngày 14/03/2024
      Thì không ai phải đánh giá báo cáo quý I của công chức Tư pháp

    Kịch bản: Trả lại rồi gửi lại thì hạn đánh giá tính từ lần gửi sau
      Biết công chức Văn phòng - Thống kê trả lại báo cáo quý I của công chức Tư pháp vì «thiếu phụ lục» lúc 9 giờ ngày 07/03/2024
      Và báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 15 giờ ngày 08/03/2024
      Khi đến 8 giờ ngày 11/03/2024
      Thì Chủ tịch phải đánh giá báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 15/03/2024

    Kịch bản: Báo cáo trễ cũng có hạn đánh giá, và đánh giá muộn không làm nó trễ thêm
      Biết báo cáo quý I của công chức Tài chính được nộp qua công chức Văn phòng - Thống kê lúc 7 giờ ngày 12/03/2024
      Khi đến 8 giờ ngày 20/03/2024
      Thì Chủ tịch được nhắc vì quá hạn đánh giá báo cáo quý I của công chức Tài chính lúc 17 giờ ngày 19/03/2024
      Và báo cáo quý I của công chức Tài chính bị ghi nhận quá hạn từ hết ngày 11/03/2024

  @muc_3_1_2 @gd_13
  Quy tắc: Mở lại thì lần đánh giá đầu vẫn giữ

    Kịch bản: Mở lại rồi đánh giá lần hai, lần đầu vẫn còn trong sổ
      Biết Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 08/03/2024
      Và Chủ tịch mở lại báo cáo quý I của công chức Tư pháp vì «số liệu có sai sót» lúc 9 giờ ngày 11/03/2024
      Và báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 15 giờ ngày 11/03/2024
      Khi Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là chưa đạt lúc 9 giờ ngày 12/03/2024
      Thì lần đánh giá thứ 1 của báo cáo quý I của công chức Tư pháp là đạt
      Và lần đánh giá thứ 2 của báo cáo quý I của công chức Tư pháp là chưa đạt
