# language: vi
@thi_xa
Tính năng: Bốn rõ của thị xã
  Công văn của thị xã đòi rõ người, rõ việc, rõ kết quả, rõ trách nhiệm; không đòi rõ thời gian.

  Bối cảnh:
    Biết văn bản chỉ đạo của thị xã (văn bản mất phần đầu) đang áp dụng

  @muc_1_2_2 @co_che_4 @bay_4
  Quy tắc: Bốn rõ của thị xã không đòi thời gian

    Kịch bản: Nhiệm vụ chưa có thời hạn vẫn giao được theo bốn rõ
      Biết văn bản bỏ trống thời hạn của nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình»
      Khi giao nhiệm vụ ngày 14/03/2024
      Thì nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Phòng Tư pháp thị xã không có thời hạn
