# language: vi
@loi_hua_1
Tính năng: Lời hứa 1 - Đủ rõ mới giao
  Không giao gì cho đến khi văn bản qua được cửa bốn rõ hoặc năm rõ; lời từ chối nêu điều còn thiếu, tệp và dòng.

  @gd_22 @co_che_4
  Quy tắc: Lời từ chối nêu điều còn thiếu, tệp và dòng

    Khung kịch bản: Thiếu <thiếu> theo tiêu chuẩn <tiêu chuẩn> rõ
      Biết thông báo kết luận của xã Ba Bích đang áp dụng
      Và văn bản áp dụng tiêu chuẩn <tiêu chuẩn> rõ
      Và văn bản bỏ trống <thiếu> của nhiệm vụ «Kết nối cơ sở dữ liệu quốc gia»
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì việc giao bị từ chối vì nhiệm vụ «Kết nối cơ sở dữ liệu quốc gia» chưa rõ <điều>
      Và lời từ chối chỉ đúng tệp và dòng của nhiệm vụ «Kết nối cơ sở dữ liệu quốc gia»
      Và không nhiệm vụ nào được giao

      Dữ liệu:
        | tiêu chuẩn | thiếu           | điều      |
        | bốn        | kết quả         | kết quả   |
        | năm        | kết quả         | kết quả   |
        | năm        | người thực hiện | người     |
        | năm        | thời hạn        | thời gian |
