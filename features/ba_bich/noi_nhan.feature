# language: vi
@ba_bich
Tính năng: Nơi nhận thông báo kết luận
  Mỗi nơi nhận có vai trò; ai nhận thì chính người ấy xác nhận đã đọc.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_5 @gd_43 @co_che_26
  Quy tắc: Gửi cấp phó thì cấp phó xác nhận, không phải người đứng đầu

    Kịch bản: Phó Chủ tịch xác nhận phần của mình
      Khi Phó Chủ tịch xác nhận đã đọc văn bản lúc 9 giờ ngày 15/01/2024
      Thì văn bản được Phó Chủ tịch đọc lúc 9 giờ ngày 15/01/2024

  @muc_5 @gd_43 @co_che_26
  Quy tắc: Gửi để thực hiện, để giám sát hay để biết là ba vai trò khác nhau

    Kịch bản: Người phải làm nhận để thực hiện, cấp phó nhận để biết, cấp trên nhận để giám sát
      Khi đến 8 giờ ngày 15/01/2024
      Thì văn bản gửi công chức Tư pháp với vai trò «thực hiện»
      Và văn bản gửi Phó Chủ tịch với vai trò «để biết»
      Và văn bản gửi Phòng Nội vụ huyện với vai trò «giám sát»
