# language: vi
@ba_bich
Tính năng: Chỉ tiêu và số gốc của Ba Bích
  Số gốc năm 2023: 162/376 hồ sơ trực tuyến, 48,4% số hóa, 51/376 hồ sơ trễ hẹn.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_1_2 @muc_2_6_1 @co_che_25 @co_che_21
  Quy tắc: Chỉ tiêu không nêu số thì so với số gốc

    Khung kịch bản: Hồ sơ trực tuyến <số liệu> so với 162/376 là <kết quả>
      Khi công chức Tư pháp ghi nhận số liệu «<số liệu>» của nhiệm vụ «Nâng tỷ lệ hồ sơ tiếp nhận trực tuyến» của công chức Tư pháp lúc 9 giờ ngày 01/06/2024
      Thì việc đó được chấp nhận
      Và số liệu vừa ghi của nhiệm vụ «Nâng tỷ lệ hồ sơ tiếp nhận trực tuyến» của công chức Tư pháp cho thấy <kết quả>

      Dữ liệu:
        | số liệu | kết quả  |
        | 163/376 | đạt      |
        | 161/376 | chưa đạt |

  @muc_2 @co_che_21
  Quy tắc: Phấn đấu xếp thứ 10 trên 19

    Khung kịch bản: Xếp thứ <thứ hạng> là <kết quả>
      Khi công chức Tư pháp ghi nhận số liệu «<thứ hạng>» của nhiệm vụ «Đưa chỉ số cải cách hành chính năm 2024» của công chức Tư pháp lúc 9 giờ ngày 20/12/2024
      Thì việc đó được chấp nhận
      Và số liệu vừa ghi của nhiệm vụ «Đưa chỉ số cải cách hành chính năm 2024» của công chức Tư pháp cho thấy <kết quả>

      Dữ liệu:
        | thứ hạng | kết quả  |
        | 10/19    | đạt      |
        | 11/19    | chưa đạt |

  @muc_2_4_2 @co_che_25 @co_che_21
  Quy tắc: Hồ sơ trễ hẹn thì ít hơn mới là tốt hơn

    Khung kịch bản: Hồ sơ trễ hẹn <số liệu> so với 51/376 là <kết quả>
      Khi công chức Tư pháp ghi nhận số liệu «<số liệu>» của nhiệm vụ «Giảm hồ sơ trễ hẹn» của công chức Tư pháp lúc 9 giờ ngày 01/06/2024
      Thì việc đó được chấp nhận
      Và số liệu vừa ghi của nhiệm vụ «Giảm hồ sơ trễ hẹn» của công chức Tư pháp cho thấy <kết quả>

      Dữ liệu:
        | số liệu | kết quả  |
        | 50/376  | đạt      |
        | 52/376  | chưa đạt |
