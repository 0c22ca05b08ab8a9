# language: vi
@thi_xa
Tính năng: Báo cáo lồng ghép của thị xã
  Tỷ lệ hoàn thành theo ba nguồn và kết quả khắc phục là các mục của báo cáo định kỳ, không phải báo cáo riêng.

  Bối cảnh:
    Biết văn bản chỉ đạo của thị xã (văn bản mất phần đầu) đang áp dụng
    Và giao nhiệm vụ ngày 14/03/2024

  @muc_1_5 @gd_66 @co_che_6 @bay_25
  Quy tắc: Thiếu mục lồng ghép thì báo cáo chưa được tiếp nhận, không thành một lần quá hạn riêng

    Kịch bản: Báo cáo định kỳ thiếu mục tỷ lệ hoàn thành thì chưa được tiếp nhận
      Biết Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã thiếu mục «Số nhiệm vụ đã hoàn thành trên tổng số được giao theo kế hoạch của tỉnh» lúc 9 giờ ngày 06/06/2024
      Khi Trưởng phòng Nội vụ thị xã tiếp nhận báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 10 giờ ngày 06/06/2024
      Thì việc đó bị từ chối vì «còn thiếu mục lồng ghép»
      Và lời từ chối ghi rõ «theo kế hoạch của tỉnh»
      Và Trưởng phòng Nội vụ thị xã được báo báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã thiếu mục «theo kế hoạch của tỉnh»
      Và Trưởng phòng Tư pháp thị xã được báo báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã thiếu mục «theo kế hoạch của tỉnh»

    Kịch bản: Đủ các mục lồng ghép thì được tiếp nhận
      Biết Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 06/06/2024
      Khi Trưởng phòng Nội vụ thị xã tiếp nhận báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 10 giờ ngày 06/06/2024
      Thì việc đó được chấp nhận
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được nhận lúc 10 giờ ngày 06/06/2024

    Kịch bản: Thiếu mục khắc phục thì không được đánh giá đạt
      Biết Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã thiếu mục «Kết quả khắc phục tồn tại» lúc 9 giờ ngày 06/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã đánh giá báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã là đạt lúc 10 giờ ngày 07/06/2024
      Thì việc đó bị từ chối vì «Chưa đánh giá đạt được»
      Và lời từ chối ghi rõ «Kết quả khắc phục tồn tại, hạn chế»

    Kịch bản: Thiếu mục thì vẫn được đánh giá là chưa đạt
      Biết Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã thiếu mục «Kết quả khắc phục tồn tại» lúc 9 giờ ngày 06/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã đánh giá báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã là chưa đạt lúc 10 giờ ngày 07/06/2024
      Thì việc đó được chấp nhận
      Và lần đánh giá thứ 1 của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã là chưa đạt

    Kịch bản: Báo cáo gửi trong hạn mà thiếu mục thì không thêm một lần quá hạn
      Biết Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã thiếu mục «Kết quả khắc phục tồn tại» lúc 9 giờ ngày 06/06/2024
      Khi đến 8 giờ ngày 11/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã không bị ghi nhận quá hạn
      Và báo cáo 6 tháng đầu năm 2024 của Ủy ban nhân dân xã thứ 1 bị ghi nhận quá hạn từ hết ngày 10/06/2024

    Kịch bản: Bị trả lại vì thiếu mục thì gửi lại đủ mục là được tiếp nhận, hạn gốc giữ nguyên
      Biết Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã thiếu mục «Kết quả khắc phục tồn tại» lúc 9 giờ ngày 05/06/2024
      Và Trưởng phòng Nội vụ thị xã trả lại báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «thiếu mục» lúc 10 giờ ngày 05/06/2024
      Và Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 07/06/2024
      Khi Trưởng phòng Nội vụ thị xã tiếp nhận báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 10 giờ ngày 07/06/2024
      Thì việc đó được chấp nhận
      Và hạn gốc của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vẫn là hết ngày 10/06/2024

  @muc_1_5 @gd_67 @co_che_9 @co_che_6
  Quy tắc: Tỷ lệ tự khai theo từng nguồn được so với sổ; khác thì báo người theo dõi, không tự trả lại

    Bối cảnh:
      Biết nhập kế hoạch «Nhiệm vụ tỉnh giao», giao Phòng Tư pháp thị xã 3 nhiệm vụ, lúc 8 giờ ngày 18/03/2024
      Và nhập kế hoạch «Kế hoạch cải cách hành chính năm 2024 của từng», giao Phòng Tư pháp thị xã 2 nhiệm vụ, lúc 8 giờ ngày 18/03/2024
      Và nhập kế hoạch «Nhiệm vụ thị xã giao tại Quyết định 8353/QĐ-UBND», giao Phòng Tư pháp thị xã 4 nhiệm vụ, lúc 8 giờ ngày 18/03/2024
      Và Phòng Tư pháp thị xã hoàn thành 2 nhiệm vụ của kế hoạch «Nhiệm vụ tỉnh giao» lúc 9 giờ ngày 20/05/2024
      Và Phòng Tư pháp thị xã hoàn thành 1 nhiệm vụ của kế hoạch «Kế hoạch cải cách hành chính năm 2024 của từng» lúc 9 giờ ngày 21/05/2024

    Khung kịch bản: Tỷ lệ hoàn thành tách riêng theo nhiệm vụ của tỉnh, của thị xã và của đơn vị: nguồn <nguồn>
      Khi Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 06/06/2024, khai hoàn thành <khai> trên <tổng> nhiệm vụ của <nguồn>
      Thì việc đó được chấp nhận
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã khai <khai> trên <tổng> nhiệm vụ của <nguồn>, sổ ghi <sổ> trên <giao>
      Và Trưởng phòng Nội vụ thị xã được báo số tự khai của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã khác sổ

      Dữ liệu:
        | nguồn  | khai | tổng | sổ | giao |
        | tỉnh   | 3    | 3    | 2  | 3    |
        | tỉnh   | 2    | 4    | 2  | 3    |
        | đơn vị | 2    | 2    | 1  | 2    |

    Kịch bản: Khai khớp với sổ thì không ai được báo
      Khi Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 06/06/2024, khai hoàn thành 2 trên 3 nhiệm vụ của tỉnh
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã khai 2 trên 3 nhiệm vụ của tỉnh, sổ ghi 2 trên 3
      Và không có lời báo nào về số tự khai của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã

    @gd_13
    Kịch bản: Kế hoạch của thị xã chưa nhập đủ thì chưa đủ dữ liệu để so, không phải bằng không
      Khi Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 06/06/2024, khai hoàn thành 4 trên 9 nhiệm vụ của thị xã
      Thì việc đó được chấp nhận
      Và chưa đủ dữ liệu để so số khai của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã về nhiệm vụ của thị xã
      Và không có lời báo nào về số tự khai của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã
