# language: vi
@ba_bich
Tính năng: Xếp loại theo quy định có hiệu lực trong kỳ
  Máy tính điểm để tham khảo, nói rõ căn cứ; người có thẩm quyền quyết định, không ai tự xếp loại mình.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_3_1_2 @gd_17 @gd_77 @co_che_19
  Quy tắc: Trước năm 2026 xếp loại theo tỷ lệ của Nghị định 90

    Kịch bản: Năm 2024 xếp loại theo Nghị định 90
      Khi đến 8 giờ ngày 02/01/2025
      Thì xếp loại kỳ «2024» theo «Nghị định 90/2020/NĐ-CP»
      Và xếp loại kỳ «2025-12» theo «Nghị định 90/2020/NĐ-CP»
      Và xếp loại kỳ «2026-01» theo «Nghị định 335/2025/NĐ-CP»

    Kịch bản: Không nộp gì cả kỳ thì mức tham khảo là không hoàn thành
      Khi đến 8 giờ ngày 01/04/2024
      Thì mức xếp loại tham khảo kỳ «2024-03» của công chức Tư pháp là «không hoàn thành nhiệm vụ»

    Kịch bản: Đã nộp mà chưa được đánh giá thì chưa đủ dữ liệu
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 06/03/2024
      Khi đến 8 giờ ngày 01/04/2024
      Thì mức xếp loại tham khảo kỳ «2024-03» của công chức Tư pháp là «chưa đủ dữ liệu»

    Kịch bản: Đúng hạn và đạt thì mức tham khảo là tốt
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 06/03/2024
      Và Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 07/03/2024
      Khi đến 8 giờ ngày 01/04/2024
      Thì mức xếp loại tham khảo kỳ «2024-03» của công chức Tư pháp là «hoàn thành tốt nhiệm vụ»

  @muc_3_1_2 @gd_17 @gd_79 @co_che_19 @loi_hua_5 @loi_hua_6
  Quy tắc: Người có thẩm quyền quyết định sau khi hết kỳ; không ai tự xếp loại mình

    Kịch bản: Chủ tịch quyết định, khác mức tham khảo được, kèm lý do
      Biết đến 8 giờ ngày 01/04/2024
      Và lập phiếu xếp loại kỳ «2024-03» lúc 9 giờ ngày 01/04/2024
      Khi Chủ tịch xếp loại công chức Tư pháp kỳ «2024-03» mức «hoàn thành nhiệm vụ» vì «đã nộp bù» lúc 10 giờ ngày 01/04/2024
      Thì xếp loại kỳ «2024-03» của công chức Tư pháp được quyết định là «hoàn thành nhiệm vụ»

    Khung kịch bản: Ai được quyết định: <ai>
      Biết đến 8 giờ ngày 01/04/2024
      Và lập phiếu xếp loại kỳ «2024-03» lúc 9 giờ ngày 01/04/2024
      Khi <ai> xếp loại công chức Tư pháp kỳ «2024-03» mức «hoàn thành tốt nhiệm vụ» vì «làm tốt» lúc 10 giờ ngày 01/04/2024
      Thì việc đó bị từ chối vì «chịu trách nhiệm trước mới được quyết định xếp loại»

      Dữ liệu:
        | ai                             |
        | công chức Tư pháp              |
        | công chức Văn phòng - Thống kê |

    Kịch bản: Chưa hết kỳ thì chưa lập phiếu
      Khi lập phiếu xếp loại kỳ «2024-03» lúc 9 giờ ngày 29/03/2024
      Thì việc đó bị từ chối vì «mới kết thúc»
