# language: vi
@cam_giang
Tính năng: Báo cáo hằng ngày, hằng tuần của Trung tâm Phục vụ hành chính công
  Thông báo kết luận đòi báo cáo mỗi ngày và mỗi tuần nhưng không nêu giờ gửi; giờ là mặc định, nên chậm chỉ bị nhắc nhở.

  Bối cảnh:
    Biết thông báo kết luận của xã Cẩm Giang đang áp dụng

  @muc_2_2 @gd_05 @co_che_5 @bay_29
  Quy tắc: Mỗi ngày làm việc một báo cáo trước 17 giờ; không phát sinh cũng phải báo, im lặng thì không phải báo cáo

    Kịch bản: Ngày không có hồ sơ trễ vẫn phải gửi báo cáo không phát sinh
      Biết giao nhiệm vụ ngày 01/04/2026
      Khi Trung tâm Phục vụ hành chính công báo không phát sinh cho nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» lúc 16 giờ 59 phút ngày 15/04/2026
      Thì việc đó được chấp nhận
      Và nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» ở trạng thái «đã báo cáo»

    Kịch bản: Báo cáo rỗng mà không ghi không phát sinh thì không được nhận
      Biết giao nhiệm vụ ngày 01/04/2026
      Khi Trung tâm Phục vụ hành chính công nộp nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» lúc 16 giờ ngày 15/04/2026
      Thì việc đó bị từ chối vì «không phát sinh»

    Kịch bản: Có danh sách thì không cần ghi không phát sinh
      Biết giao nhiệm vụ ngày 01/04/2026
      Khi Trung tâm Phục vụ hành chính công nộp danh sách cho nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» lúc 16 giờ ngày 15/04/2026
      Thì việc đó được chấp nhận

    Kịch bản: Số của ngày là số chính thức ngay trong ngày
      Biết giao nhiệm vụ ngày 01/04/2026
      Khi Trung tâm Phục vụ hành chính công nộp nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» lúc 16 giờ 50 phút ngày 15/04/2026, số liệu ghi là chính thức
      Thì việc đó được chấp nhận

    Kịch bản: Im lặng đến 17 giờ là quá hạn
      Biết giao nhiệm vụ ngày 01/04/2026
      Khi đến 17 giờ ngày 15/04/2026
      Thì nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» bị ghi nhận quá hạn từ 17 giờ ngày 15/04/2026

    Kịch bản: Ngày nghỉ không phải báo cáo, ngày làm bù thì phải
      Biết giao nhiệm vụ ngày 01/04/2026
      Khi đến 8 giờ ngày 02/04/2026
      Thì nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 22/08/2026» đến hạn 17 giờ ngày 22/08/2026

  @muc_2_2 @gd_05 @loi_hua_9 @bay_1
  Quy tắc: Giờ gửi là mặc định của hệ thống, nên không leo quá nhắc nhở cho đến khi Chủ tịch xác nhận

    Kịch bản: Chưa xác nhận thì chỉ nhắc nhở
      Biết giao nhiệm vụ ngày 01/04/2026
      Khi đến hết ngày 30/04/2026
      Thì về nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» có đúng 1 lượt nhắc nhở
      Và chưa có đôn đốc nào về nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026»
      Và hỏi vì sao về hạn của nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» thì được trả lời «là mặc định của hệ thống»

    Kịch bản: Chủ tịch xác nhận cho mọi kỳ thì các kỳ sau leo thang đủ nấc
      Biết giao nhiệm vụ ngày 01/04/2026
      Và Chủ tịch xác nhận thời hạn của mọi kỳ của nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» lúc 8 giờ ngày 14/04/2026
      Khi đến 8 giờ ngày 20/04/2026
      Thì đôn đốc về nhiệm vụ «Báo cáo lãnh đạo» kỳ «ngày 15/04/2026» được trình Chánh Văn phòng HĐND và UBND xã ký lúc 8 giờ ngày 20/04/2026

  @muc_2_4_3_2 @gd_05 @bay_30
  Quy tắc: Mỗi tuần một báo cáo, hạn là ngày làm việc cuối tuần; chữ Phấn đấu ở đầu mục không làm mềm việc này

    Khung kịch bản: Báo cáo tuần <tuần> đến hạn 17 giờ ngày <hạn>
      Khi giao nhiệm vụ ngày 01/04/2026
      Thì nhiệm vụ «Báo cáo hằng tuần» kỳ «<tuần>» đến hạn 17 giờ ngày <hạn>

      Dữ liệu:
        | tuần                                | hạn        |
        | Tuần 16 năm 2026 (13/04–19/04/2026) | 17/04/2026 |
        | Tuần 18 năm 2026 (27/04–03/05/2026) | 29/04/2026 |
        | Tuần 34 năm 2026 (17/08–23/08/2026) | 22/08/2026 |
