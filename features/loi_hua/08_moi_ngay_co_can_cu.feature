# language: vi
@loi_hua_8 @ba_bich
Tính năng: Lời hứa 8 - Ngày nào cũng nói được vì sao
  Khoản nào hay mặc định nào cho ra ngày đó, bỏ qua ngày nào theo văn bản nào, đi qua chuỗi trách nhiệm nào.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng

  @muc_3_1_2 @gd_06
  Quy tắc: Hạn nói được nguồn gốc, ngày bị bỏ qua và căn cứ dời hạn

    Khung kịch bản: Vì sao báo cáo quý I đến hạn ngày 11: <câu>
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì hỏi vì sao về hạn của báo cáo quý I của công chức Tư pháp thì được trả lời «<câu>»

      Dữ liệu:
        | câu                                                    |
        | Ngày gốc 10/03/2024 do chính văn bản ấn định           |
        | Ngày gốc rơi vào ngày nghỉ nên lùi qua: 10/03/2024 (Chủ nhật) |
        | khoản 5 Điều 148                                       |
        | Hạn tính đến hết 11/03/2024                            |

    Kịch bản: Ngày nghỉ lễ nêu tên và văn bản của nó
      Biết văn bản đặt thời hạn của nhiệm vụ «Đề ra biện pháp cụ thể» là ngày 29/04/2024
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì hỏi vì sao về hạn của nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp thì được trả lời «nghỉ hoán đổi, làm bù ngày 04/05/2024»
      Và hỏi vì sao về hạn của nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp thì được trả lời «Ngày Chiến thắng»

    Kịch bản: Sổ ghi phiên bản chính sách đang áp dụng
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì báo cáo quý I của công chức Tư pháp ghi phiên bản chính sách đang áp dụng

  @muc_3_1_2 @gd_21 @co_che_3
  Quy tắc: Chuỗi trách nhiệm nói được đi qua ai và bỏ qua ai

    Kịch bản: Chuỗi trách nhiệm của công chức Tư pháp
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì hỏi vì sao về người chịu trách nhiệm của báo cáo quý I của công chức Tư pháp thì được trả lời «Công chức Tư pháp - Hộ tịch xã → Phó Chủ tịch Ủy ban nhân dân xã (sao gửi) → Chủ tịch Ủy ban nhân dân xã»

    Kịch bản: Chức danh khuyết thì nói rõ bỏ qua vì sao
      Biết chức danh Chủ tịch khuyết từ ngày 01/03/2024, do Phó Chủ tịch phụ trách
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì hỏi vì sao về người chịu trách nhiệm của báo cáo quý I của công chức Tư pháp thì được trả lời «khuyết từ 01/03/2024, có người phụ trách thay»

  @gd_09
  Quy tắc: Mỗi nấc xử lý và mỗi dòng nhật ký đều có căn cứ

    Kịch bản: Nấc nhắc nhở nói được vì sao
      Biết giao nhiệm vụ ngày 12/01/2024
      Khi đến 8 giờ ngày 12/03/2024
      Thì hỏi vì sao về nhắc nhở đối với báo cáo quý I của công chức Tư pháp thì được trả lời «1 ngày làm việc sau hạn 11/03/2024»
      Và dòng «chốt hạn» của báo cáo quý I của công chức Tư pháp ghi căn cứ «mục 3.1, tiểu mục 1.2»
      Và mọi dòng nhật ký đều ghi căn cứ
