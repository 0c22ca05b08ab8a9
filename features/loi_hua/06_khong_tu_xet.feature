# language: vi
@loi_hua_6 @ba_bich
Tính năng: Lời hứa 6 - Không ai tự xét mình
  Không chức danh nào đánh giá, theo dõi hay quyết định về việc của chính mình; quyết định mang chữ ký chứng minh được.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng

  @muc_3_1_2 @gd_13
  Quy tắc: Không ai được đánh giá nhiệm vụ của chính đơn vị mình

    Khung kịch bản: Ai được đánh giá báo cáo của công chức Tư pháp: <ai>
      Biết giao nhiệm vụ ngày 12/01/2024
      Và báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 06/03/2024
      Khi <ai> đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 07/03/2024
      Thì <trả lời>

      Dữ liệu:
        | ai                               | trả lời                                       |
        | công chức Tư pháp                | việc đó bị từ chối vì «Chỉ người có thẩm quyền» |
        | công chức Văn phòng - Thống kê   | việc đó bị từ chối vì «Chỉ người có thẩm quyền» |
        | Phó Chủ tịch                     | việc đó bị từ chối vì «Chỉ người có thẩm quyền» |
        | Chủ tịch                         | việc đó được chấp nhận                        |

    Kịch bản: Chính sách để một người chịu trách nhiệm trước chính mình thì không dùng được
      Biết văn bản ghi công chức Văn phòng - Thống kê chịu trách nhiệm trước chính mình về nhiệm vụ «Tổng hợp báo cáo định kỳ»
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì việc đó bị từ chối vì «không ai tự đánh giá mình»
      Và không nhiệm vụ nào được giao

  @muc_3_2_1 @muc_3_2_2 @co_che_16 @bay_12
  Quy tắc: Người theo dõi không theo dõi việc của chính mình

    Kịch bản: Việc của người theo dõi thì người có thẩm quyền theo dõi
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì hỏi vì sao về người chịu trách nhiệm của báo cáo quý I của công chức Tư pháp thì được trả lời «Theo dõi, đôn đốc: Công chức Văn phòng - Thống kê xã»
      Và hỏi vì sao về người chịu trách nhiệm của báo cáo tổng hợp quý I thì được trả lời «Theo dõi, đôn đốc: Chủ tịch Ủy ban nhân dân xã»

  @gd_21
  Quy tắc: Chức danh khuyết thì người phụ trách làm thay

    Kịch bản: Phó Chủ tịch phụ trách thì được đánh giá thay Chủ tịch
      Biết chức danh Chủ tịch khuyết từ ngày 01/03/2024, do Phó Chủ tịch phụ trách
      Và giao nhiệm vụ ngày 12/01/2024
      Và báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 06/03/2024
      Khi Phó Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 07/03/2024
      Thì việc đó được chấp nhận
      Và báo cáo quý I của công chức Tư pháp ở trạng thái «đã đánh giá»

  @gd_09
  Quy tắc: Quyết định phải kèm chữ ký của người giữ chức danh

    Bối cảnh:
      Biết giao nhiệm vụ ngày 12/01/2024
      Và công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024
      Và đến 8 giờ ngày 20/03/2024
      Và mọi quyết định phải kèm chữ ký của người giữ chức danh

    Kịch bản: Không có chữ ký thì quyết định không có giá trị
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024
      Thì việc đó bị từ chối vì «Chưa chứng minh được»
      Và phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «đề xuất chờ quyết định»

    Kịch bản: Ký bằng khóa đã đăng ký thì quyết định có giá trị
      Biết Chủ tịch đã đăng ký khóa ký
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024
      Thì công chức Tư pháp bị phê bình về báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 21/03/2024

    Kịch bản: Khóa của người khác không ký thay được
      Biết Chủ tịch đã đăng ký khóa ký
      Và Phó Chủ tịch đã đăng ký khóa ký
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024, ký bằng khóa của Phó Chủ tịch
      Thì việc đó bị từ chối vì «Chưa chứng minh được»
