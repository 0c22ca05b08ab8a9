# language: vi
@thi_xa
Tính năng: Báo cáo của thị xã và việc theo dõi xã, phường
  Công văn của thị xã mất phần đầu; xã, phường có cơ quan chuyên môn theo dõi, Phòng Nội vụ theo dõi tất cả.

  Bối cảnh:
    Biết văn bản chỉ đạo của thị xã (văn bản mất phần đầu) đang áp dụng
    Và giao nhiệm vụ ngày 14/03/2024

  @muc_1_5 @gd_14 @bay_15 @bay_6
  Quy tắc: Không truy hồi kỳ báo cáo đã qua trước khi văn bản có hiệu lực

    Kịch bản: Không truy hồi kỳ báo cáo đã qua trước khi văn bản có hiệu lực
      Khi đến hết ngày 31/03/2024
      Thì văn bản không giao báo cáo quý I của Phòng Tư pháp thị xã
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hạn hết ngày 10/06/2024
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ghi nguồn của thời hạn là «Mặc định hệ thống»

  @muc_1_5 @gd_15 @co_che_3
  Quy tắc: Các nơi gửi qua Phòng Nội vụ, Phòng Nội vụ gửi thẳng Ủy ban nhân dân thị xã

    Kịch bản: Đúng hạn hay không tính lúc Phòng Nội vụ nhận được
      Biết Trưởng phòng Tư pháp thị xã nộp báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 16 giờ ngày 10/06/2024
      Khi Trưởng phòng Nội vụ thị xã tiếp nhận báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 11/06/2024
      Thì việc đó được chấp nhận
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được nhận lúc 9 giờ ngày 11/06/2024

    Kịch bản: Báo cáo của chính Phòng Nội vụ có cùng hạn, do Chủ tịch theo dõi
      Khi đến 8 giờ ngày 15/03/2024
      Thì nhiệm vụ «Báo cáo định kỳ cải cách hành chính năm 2024 của Phòng Nội vụ, có cùng các mục» kỳ «6 tháng đầu năm 2024» đến hạn hết ngày 10/06/2024
      Và hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Báo cáo định kỳ cải cách hành chính năm 2024 của Phòng Nội vụ, có cùng các mục» kỳ «6 tháng đầu năm 2024» thì được trả lời «Theo dõi, đôn đốc: Chủ tịch Ủy ban nhân dân thị xã»

  @muc_1_2_3 @gd_38 @gd_50 @co_che_17
  Quy tắc: Xã chậm thì cơ quan chuyên môn theo dõi xã cũng phải đôn đốc

    Kịch bản: Xã chậm thì cơ quan chuyên môn theo dõi xã cũng nhận đôn đốc
      Khi đến 8 giờ ngày 11/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Ủy ban nhân dân xã thứ 1 bị ghi nhận quá hạn từ hết ngày 10/06/2024
      Và Chánh Văn phòng HĐND và UBND thị xã phải đôn đốc về báo cáo 6 tháng đầu năm 2024 của Ủy ban nhân dân xã thứ 1 chậm nhất 17 giờ ngày 12/06/2024

    Kịch bản: Phòng của thị xã chậm thì không có cơ quan theo dõi xã nào phải đôn đốc
      Khi đến 8 giờ ngày 11/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024
      Và không ai phải đôn đốc về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã

    Kịch bản: Xác nhận thời hạn rồi thì bản đôn đốc xã cũng gửi cơ quan theo dõi
      Biết Chủ tịch Ủy ban nhân dân thị xã xác nhận thời hạn của báo cáo 6 tháng đầu năm 2024 của Ủy ban nhân dân xã thứ 1 lúc 8 giờ ngày 03/06/2024
      Và đến 8 giờ ngày 13/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã ký đôn đốc về báo cáo 6 tháng đầu năm 2024 của Ủy ban nhân dân xã thứ 1 lúc 9 giờ ngày 13/06/2024
      Thì Chánh Văn phòng HĐND và UBND thị xã được gửi bản sao đôn đốc về báo cáo 6 tháng đầu năm 2024 của Ủy ban nhân dân xã thứ 1

  @muc_2_2 @co_che_18 @bay_27
  Quy tắc: Thang của thị xã không có nấc kiểm điểm; đôn đốc do Chủ tịch ban hành

    Kịch bản: Phòng Nội vụ tham mưu, Chủ tịch ký đôn đốc
      Biết Chủ tịch Ủy ban nhân dân thị xã xác nhận thời hạn của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 8 giờ ngày 03/06/2024
      Khi đến 8 giờ ngày 13/06/2024
      Thì đôn đốc về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được trình Chủ tịch Ủy ban nhân dân thị xã ký lúc 8 giờ ngày 13/06/2024

  @muc_2_2 @gd_41 @co_che_3
  Quy tắc: Thấy nơi không bảo đảm yêu cầu thì Phòng Nội vụ phải đề xuất xử lý trong ba ngày làm việc

    Bối cảnh:
      Biết Trưởng phòng Nội vụ thị xã báo sự kiện «xl-1» là «Báo cáo gửi thiếu mục» cho nhiệm vụ «Đề xuất đôn đốc, nhắc nhở, phê bình» lúc 10 giờ ngày 03/04/2024

    Kịch bản: Quá ba ngày làm việc mà chưa đề xuất thì quá hạn
      Khi đến 8 giờ ngày 09/04/2024
      Thì nhiệm vụ «Đề xuất đôn đốc, nhắc nhở, phê bình» sự kiện «xl-1» bị ghi nhận quá hạn từ hết ngày 08/04/2024

    Kịch bản: Đề xuất trong ngày làm việc thứ ba thì kịp
      Biết Trưởng phòng Nội vụ thị xã nộp nhiệm vụ «Đề xuất đôn đốc, nhắc nhở, phê bình» sự kiện «xl-1» lúc 16 giờ ngày 08/04/2024
      Khi đến 8 giờ ngày 09/04/2024
      Thì nhiệm vụ «Đề xuất đôn đốc, nhắc nhở, phê bình» sự kiện «xl-1» không bị ghi nhận quá hạn

    Kịch bản: Việc của Phòng Nội vụ do Chủ tịch theo dõi
      Khi đến 8 giờ ngày 04/04/2024
      Thì hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Đề xuất đôn đốc, nhắc nhở, phê bình» sự kiện «xl-1» thì được trả lời «Theo dõi, đôn đốc: Chủ tịch Ủy ban nhân dân thị xã»

  @muc_1_1_1 @co_che_24 @gd_02
  Quy tắc: Đơn vị chỉ bắt đầu thực hiện sau khi phân công cán bộ cụ thể

    Kịch bản: Đơn vị chỉ bắt đầu thực hiện sau khi phân công cán bộ cụ thể
      Khi Trưởng phòng Tư pháp thị xã nộp nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Phòng Tư pháp thị xã lúc 9 giờ ngày 20/03/2024
      Thì việc đó bị từ chối vì «phân công cán bộ»

    Kịch bản: Khẩn trương mà không nêu ngày thì có mười ngày làm việc, theo mặc định của hệ thống
      Khi đến 8 giờ ngày 15/03/2024
      Thì nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Phòng Tư pháp thị xã đến hạn hết ngày 28/03/2024
      Và nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Phòng Tư pháp thị xã ghi nguồn của thời hạn là «Mặc định hệ thống»
      Và nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi Phòng Nội vụ» đến hạn hết ngày 28/03/2024
      Và hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi Phòng Nội vụ» thì được trả lời «Theo dõi, đôn đốc: Chủ tịch Ủy ban nhân dân thị xã»

    @muc_1_2_3 @gd_50 @co_che_17
    Kịch bản: Xã chậm khắc phục thì Văn phòng theo dõi xã phải đôn đốc
      Khi đến 8 giờ ngày 29/03/2024
      Thì Chánh Văn phòng HĐND và UBND thị xã phải đôn đốc về nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Ủy ban nhân dân xã thứ 1 chậm nhất 17 giờ ngày 01/04/2024
      Và không ai phải đôn đốc về nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Phòng Tư pháp thị xã

    Kịch bản: Giao lại cho cán bộ khác thì trách nhiệm vẫn ở trưởng phòng
      Biết Trưởng phòng Tư pháp thị xã nhận nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Phòng Tư pháp thị xã và phân công «can_bo_a» lúc 9 giờ ngày 18/03/2024
      Khi Trưởng phòng Tư pháp thị xã giao lại nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Phòng Tư pháp thị xã cho «can_bo_b» lúc 9 giờ ngày 20/03/2024
      Thì việc đó được chấp nhận
      Và hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi của mình» của Phòng Tư pháp thị xã thì được trả lời «Người đứng đầu chịu trách nhiệm: Trưởng phòng Tư pháp thị xã»
