# language: vi
@loi_hua_3 @ba_bich
Tính năng: Lời hứa 3 - Việc chậm không xóa được bằng cách quét chậm
  Chậm hay không do thời điểm quyết định, không do hệ thống quét lúc nào.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024
    Và hệ thống ngừng chạy từ 8 giờ ngày 11/03/2024

  @muc_3_1_2 @gd_06
  Quy tắc: Hệ thống ngừng hai tuần thì việc chậm vẫn tính từ đúng thời điểm

    Kịch bản: Không nộp thì quá hạn từ hết ngày đến hạn, dù mãi về sau mới ghi nhận
      Khi hệ thống chạy lại lúc 8 giờ ngày 25/03/2024
      Thì báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024
      Và dòng «chốt hạn» của báo cáo quý I của công chức Tư pháp có thời điểm pháp lý hết ngày 11/03/2024 và thời điểm ghi nhận 8 giờ ngày 25/03/2024
      Và dòng «mở nhiệm vụ» của phần giải trình về báo cáo quý I của công chức Tư pháp có thời điểm pháp lý hết ngày 11/03/2024 và thời điểm ghi nhận 8 giờ ngày 25/03/2024
      Và phần giải trình về báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ 17 giờ ngày 14/03/2024

    Khung kịch bản: Nộp trong lúc hệ thống ngừng: <lúc>
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc <lúc>
      Và hệ thống chạy lại lúc 8 giờ ngày 25/03/2024
      Khi Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 25/03/2024
      Thì báo cáo quý I của công chức Tư pháp được đánh giá là <kết quả>

      Dữ liệu:
        | lúc                            | kết quả  |
        | 23 giờ 59 phút ngày 11/03/2024 | đúng hạn |
        | 0 giờ ngày 12/03/2024          | quá hạn  |
        | 10 giờ ngày 18/03/2024         | quá hạn  |

  @muc_3_1_2 @gd_15
  Quy tắc: Sổ ghi muộn không làm người nộp đúng hạn thành người chậm

    Kịch bản: Đầu mối nhận trong hạn nhưng mấy ngày sau mới ghi vào sổ
      Biết hệ thống chạy lại lúc 8 giờ ngày 12/03/2024
      Khi báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 16 giờ ngày 11/03/2024
      Thì báo cáo quý I của công chức Tư pháp không còn bị coi là quá hạn
      Và không ai phải giải trình về báo cáo quý I của công chức Tư pháp
      Và dòng «tiếp nhận báo cáo» của báo cáo quý I của công chức Tư pháp có thời điểm pháp lý 16 giờ ngày 11/03/2024 và thời điểm ghi nhận 8 giờ ngày 12/03/2024
