# language: vi
@ba_bich
Tính năng: Cơ quan kết thúc ngày 01/7/2025
  Việc đang dở khi cấp huyện và chức danh cũ kết thúc thì chuyển cho nơi kế thừa, nguyên hạn và nguyên lịch sử.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng

  @gd_42 @bay_21 @co_che_3
  Quy tắc: Việc đang dở chuyển cho nơi kế thừa, nguyên hạn, nguyên các nấc đã qua

    Kịch bản: Báo cáo còn nợ của công chức Tư pháp chuyển cho Chánh Văn phòng
      Biết giao nhiệm vụ ngày 12/01/2024
      Khi đến 8 giờ ngày 01/07/2025
      Thì báo cáo quý I của công chức Tư pháp chuyển cho Chánh Văn phòng HĐND và UBND xã từ hết ngày 30/06/2025
      Và hạn gốc của báo cáo quý I của công chức Tư pháp vẫn là hết ngày 11/03/2024
      Và về báo cáo quý I của công chức Tư pháp có đúng 1 lượt nhắc nhở
      Và đôn đốc về báo cáo quý I của công chức Tư pháp ở trạng thái «dự thảo chờ ký»

    Kịch bản: Trước ngày kết thúc thì chưa chuyển
      Biết giao nhiệm vụ ngày 12/01/2024
      Khi đến 23 giờ 59 phút ngày 30/06/2025
      Thì không có bước chuyển giao nào của báo cáo quý I của công chức Tư pháp
