# language: vi
@ba_bich @co_che_9
Tính năng: Số liệu tính đến một ngày và số liệu như đã biết vào một ngày
  Số liệu của một ngày không đổi vì những việc làm sau ngày ấy. Việc ghi sổ muộn được tính vào đúng ngày nó xảy ra; muốn
  xem đúng những gì lúc ấy đã biết thì hỏi như đã biết lúc ấy.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_3_1_2 @gd_13
  Quy tắc: Việc làm sau không đổi số liệu của ngày trước

    Kịch bản: Trả lại hôm nay thì đến trước lúc trả lại vẫn là chờ đánh giá, trong hạn
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 10 giờ ngày 08/03/2024
      Khi Chủ tịch trả lại báo cáo quý I của công chức Tư pháp vì «thiếu biểu số 3» lúc 9 giờ ngày 14/03/2024
      Thì số liệu của công chức Tư pháp lúc 8 giờ 59 phút ngày 14/03/2024 là:
        | chờ đánh giá     | 1 |
        | đang làm quá hạn | 0 |
      Và số liệu của công chức Tư pháp lúc 9 giờ ngày 14/03/2024 là:
        | chờ đánh giá     | 0 |
        | đang làm quá hạn | 1 |

    Kịch bản: Đã quá hạn rồi mới tạm dừng thì đến trước lúc tạm dừng vẫn là quá hạn
      Khi Chủ tịch tạm dừng báo cáo quý I của công chức Tư pháp vì «mưa lũ» lúc 9 giờ ngày 14/03/2024
      Thì số liệu của công chức Tư pháp lúc 8 giờ 59 phút ngày 14/03/2024 là:
        | đang làm quá hạn | 1 |
      Và số liệu của công chức Tư pháp lúc 9 giờ ngày 14/03/2024 là:
        | đang làm quá hạn | 0 |

  @muc_3_1_2 @gd_86
  Quy tắc: Ghi sổ muộn thì tính vào đúng ngày nó xảy ra, và vẫn xem lại được lúc ấy đã biết gì

    Kịch bản: Nhận trong hạn, sáng hôm sau mới ghi sổ
      Biết hệ thống ngừng chạy từ 8 giờ ngày 11/03/2024
      Và hệ thống chạy lại lúc 8 giờ ngày 12/03/2024
      Khi báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 16 giờ ngày 11/03/2024
      Thì số liệu của công chức Tư pháp lúc hết ngày 11/03/2024 là:
        | chờ đánh giá     | 1 |
        | đang làm quá hạn | 0 |
      Và số liệu của công chức Tư pháp lúc hết ngày 11/03/2024, như đã biết lúc 7 giờ 59 phút ngày 12/03/2024, là:
        | chờ đánh giá     | 0 |
        | đang làm quá hạn | 1 |
      Và số liệu của công chức Tư pháp lúc hết ngày 11/03/2024, như đã biết lúc 8 giờ ngày 12/03/2024, là:
        | chờ đánh giá     | 1 |
        | đang làm quá hạn | 0 |
