# language: vi
@loi_hua_9 @ba_bich
Tính năng: Lời hứa 9 - Chưa biết không phải là không
  Không có mẫu số thì trả lời «chưa đủ dữ liệu»; mặc định của hệ thống không bao giờ được nói như lời của văn bản.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @gd_13
  Quy tắc: Tỷ lệ không có mẫu số là chưa đủ dữ liệu, không phải 0 %

    Kịch bản: Chưa có gì đến hạn thì chưa có tỷ lệ, nơi nào đã xong trước hạn thì có
      Biết báo cáo quý I của công chức Tài chính được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 26/02/2024
      Và Chủ tịch đánh giá báo cáo quý I của công chức Tài chính là đạt lúc 9 giờ ngày 27/02/2024
      Khi đến 8 giờ ngày 01/03/2024
      Thì «tỷ lệ quá hạn» của công chức Tư pháp lúc 8 giờ ngày 01/03/2024 là «chưa đủ dữ liệu»
      Và «tỷ lệ hoàn thành trên số đến hạn» của công chức Tư pháp lúc 8 giờ ngày 01/03/2024 là «chưa đủ dữ liệu»
      Và «tỷ lệ hoàn thành trên số đến hạn» của công chức Tài chính lúc 8 giờ ngày 01/03/2024 là «100 %»
      Và «tỷ lệ quá hạn» của công chức Tài chính lúc 8 giờ ngày 01/03/2024 là «0 %»

    Kịch bản: Có việc quá hạn thì tỷ lệ quá hạn là thật
      Khi đến 8 giờ ngày 12/03/2024
      Thì «tỷ lệ quá hạn» của công chức Tư pháp lúc 8 giờ ngày 12/03/2024 là «100 %»
      Và «tỷ lệ hoàn thành trên số đến hạn» của công chức Tư pháp lúc 8 giờ ngày 12/03/2024 là «0 %»

    Kịch bản: Báo cáo trong hạn còn chờ đánh giá thì chưa phải quá hạn, chưa phải hoàn thành
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 16 giờ ngày 11/03/2024
      Khi đến 8 giờ ngày 12/03/2024
      Thì «tỷ lệ quá hạn» của công chức Tư pháp lúc 8 giờ ngày 12/03/2024 là «chưa đủ dữ liệu»
      Và số liệu của công chức Tư pháp lúc 8 giờ ngày 12/03/2024 là:
        | chờ đánh giá         | 1 |
        | đang làm quá hạn     | 0 |
        | hoàn thành đúng hạn  | 0 |

  @muc_3_1_2 @muc_3_2_2 @gd_23 @gd_29 @bay_1
  Quy tắc: Ngày của hệ thống không được nói như ngày của văn bản

    Kịch bản: Mỗi thời hạn nói đúng nguồn của nó
      Khi đến 8 giờ ngày 01/03/2024
      Thì báo cáo quý I của công chức Tư pháp ghi nguồn của thời hạn là «Văn bản quy định»
      Và báo cáo tổng hợp quý I ghi nguồn của thời hạn là «Mặc định hệ thống»
      Và nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp ghi nguồn của thời hạn là «Suy luận từ văn bản»
      Và hỏi vì sao về hạn của báo cáo tổng hợp quý I thì được trả lời «là mặc định của hệ thống, không phải lời của văn bản»
