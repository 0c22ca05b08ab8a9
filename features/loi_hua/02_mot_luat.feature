# language: vi
@loi_hua_2 @ba_bich
Tính năng: Lời hứa 2 - Một luật
  Hỏi luật cho một nhiệm vụ hay cho cả loạt, qua chương trình hay sửa thẳng dữ liệu, câu trả lời chỉ có một.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @gd_06
  Quy tắc: Xét từng nhiệm vụ và xét cả loạt không bao giờ khác nhau

    Khung kịch bản: Quanh giờ chốt hạn quý I: <lúc>
      Khi đến 23 giờ 58 phút ngày 11/03/2024
      Thì xét từng nhiệm vụ hay xét cả loạt lúc <lúc> đều thấy <số> nhiệm vụ phải «chốt hạn»

      Dữ liệu:
        | lúc                            | số |
        | 23 giờ 59 phút ngày 11/03/2024 | 0  |
        | hết ngày 11/03/2024            | 6  |
        | 8 giờ ngày 12/03/2024          | 6  |

    Kịch bản: Ai được báo cáo việc gì
      Khi đến 8 giờ ngày 12/03/2024
      Thì xét từng nhiệm vụ hay xét cả loạt đều thấy công chức Tư pháp được «báo cáo» 3 nhiệm vụ
      Và xét từng nhiệm vụ hay xét cả loạt đều thấy Chủ tịch được «báo cáo» 0 nhiệm vụ

  @gd_13
  Quy tắc: Sửa thẳng dữ liệu cũng không đi được bước trái luật

    Khung kịch bản: Chuyển thẳng báo cáo sang trạng thái «<trạng thái>»
      Khi người quản trị chuyển thẳng báo cáo quý I của công chức Tư pháp sang trạng thái «<trạng thái>» trong cơ sở dữ liệu
      Thì việc đó bị từ chối vì «bước chuyển không hợp lệ»
      Và báo cáo quý I của công chức Tư pháp ở trạng thái «đã giao»

      Dữ liệu:
        | trạng thái    |
        | đã đánh giá   |
        | chưa mở       |
        | bị trả lại    |
