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

    Kịch bản: Chính việc theo dõi là nhiệm vụ thường trực, do người có thẩm quyền theo dõi
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì nhiệm vụ «Theo dõi, kiểm tra, đôn đốc việc thực hiện kế hoạch» không có thời hạn
      Và hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Theo dõi, kiểm tra, đôn đốc việc thực hiện kế hoạch» thì được trả lời «Theo dõi, đôn đốc: Chủ tịch Ủy ban nhân dân xã»

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

  @gd_09
  Quy tắc: Mã xác nhận một lần thay được chữ ký, chỉ cho đúng người, đúng lúc và một lần

    Bối cảnh:
      Biết giao nhiệm vụ ngày 12/01/2024
      Và công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024
      Và công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tài chính lúc 10 giờ ngày 14/03/2024
      Và đến 8 giờ ngày 20/03/2024
      Và mọi quyết định phải kèm chữ ký của người giữ chức danh
      Và Chủ tịch đã đăng ký mã xác nhận
      Và Phó Chủ tịch đã đăng ký mã xác nhận

    Kịch bản: Mã đang hiện trên ứng dụng của Chủ tịch thì quyết định có giá trị, và Chủ tịch được báo lại
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024, nhập mã xác nhận của Chủ tịch
      Thì công chức Tư pháp bị phê bình về báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 21/03/2024
      Và Chủ tịch được báo lại lúc 9 giờ ngày 21/03/2024 rằng đã trả lời «Ban hành» về phê bình của báo cáo quý I của công chức Tư pháp
      Và người vận hành được báo 0 lần

    Kịch bản: Mã của Phó Chủ tịch không thay được mã của Chủ tịch, và người vận hành được báo
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024, nhập mã xác nhận của Phó Chủ tịch
      Thì việc đó bị từ chối vì «Mã xác nhận không đúng»
      Và phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «đề xuất chờ quyết định»
      Và người vận hành được báo 1 lần

    Khung kịch bản: Mã cũ chỉ được nhận trong hai phút
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024, nhập mã mà Chủ tịch thấy trước đó <số phút> phút
      Thì <kết quả>

      Dữ liệu:
        | số phút | kết quả                                          |
        | 2       | việc đó được chấp nhận                           |
        | 3       | việc đó bị từ chối vì «Mã xác nhận đã hết hạn»   |

    Kịch bản: Một mã đã dùng thì không dùng lại được cho đề xuất khác
      Biết Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024, nhập mã xác nhận của Chủ tịch
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tài chính vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024, nhập mã xác nhận của Chủ tịch
      Thì việc đó bị từ chối vì «Mã xác nhận này đã dùng rồi»
      Và phê bình về báo cáo quý I của công chức Tài chính ở trạng thái «đề xuất chờ quyết định»

    Khung kịch bản: Nhập sai năm lần thì mã bị khóa mười lăm phút
      Biết có người nhập sai mã xác nhận của Chủ tịch 5 lần để đồng ý phê bình về báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 21/03/2024
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc <lúc>, nhập mã xác nhận của Chủ tịch
      Thì <kết quả>

      Dữ liệu:
        | lúc                               | kết quả                                 |
        | 9 giờ 14 phút ngày 21/03/2024     | việc đó bị từ chối vì «đang bị khóa đến» |
        | 9 giờ 15 phút ngày 21/03/2024     | việc đó được chấp nhận                  |
