# language: vi
@thi_xa
Tính năng: Xin gia hạn trước khi hết hạn
  Mỗi việc chỉ xin gia hạn một lần, trước hạn; người giao việc quyết định; hạn đầu tiên không bao giờ mất.

  Bối cảnh:
    Biết văn bản chỉ đạo của thị xã (văn bản mất phần đầu) đang áp dụng
    Và giao nhiệm vụ ngày 14/03/2024

  @muc_1_5 @gd_12
  Quy tắc: Gia hạn phải xin trước hạn, một lần

    Kịch bản: Xin đến phút cuối của hạn vẫn kịp
      Khi Trưởng phòng Tư pháp thị xã xin gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 20/06/2024 vì «thiếu người» lúc 23 giờ 59 phút ngày 10/06/2024
      Thì việc đó được chấp nhận

    Kịch bản: Hết hạn rồi thì không xin được nữa
      Khi Trưởng phòng Tư pháp thị xã xin gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 20/06/2024 vì «thiếu người» lúc 0 giờ ngày 11/06/2024
      Thì việc đó bị từ chối vì «khi chưa hết hạn»

    Kịch bản: Không xin được lần thứ hai
      Biết Trưởng phòng Tư pháp thị xã xin gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 20/06/2024 vì «thiếu người» lúc 9 giờ ngày 03/06/2024
      Và Chủ tịch Ủy ban nhân dân thị xã từ chối gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đủ người» lúc 9 giờ ngày 04/06/2024
      Khi Trưởng phòng Tư pháp thị xã xin gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 18/06/2024 vì «thiếu người» lúc 9 giờ ngày 05/06/2024
      Thì việc đó bị từ chối vì «một lần»

    Kịch bản: Ngày xin phải sau hạn hiện tại
      Khi Trưởng phòng Tư pháp thị xã xin gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 10/06/2024 vì «thiếu người» lúc 9 giờ ngày 03/06/2024
      Thì việc đó bị từ chối vì «phải sau thời hạn hiện tại»

  @muc_1_5 @gd_12
  Quy tắc: Người giao việc quyết định; hạn đầu tiên vẫn còn trong sổ

    Bối cảnh:
      Biết Trưởng phòng Tư pháp thị xã xin gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 20/06/2024 vì «thiếu người» lúc 9 giờ ngày 03/06/2024

    Kịch bản: Được gia hạn ngắn hơn ngày đã xin
      Biết Chủ tịch Ủy ban nhân dân thị xã cho gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 17/06/2024 vì «một tuần là đủ» lúc 9 giờ ngày 05/06/2024
      Khi đến 8 giờ ngày 14/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hạn hết ngày 17/06/2024
      Và hạn gốc của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vẫn là hết ngày 10/06/2024
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã không bị ghi nhận quá hạn
      Và Trưởng phòng Tư pháp thị xã được nhắc trước hạn về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 8 giờ ngày 12/06/2024

    Kịch bản: Nộp trong hạn mới là đúng hạn
      Biết Chủ tịch Ủy ban nhân dân thị xã cho gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 17/06/2024 vì «một tuần là đủ» lúc 9 giờ ngày 05/06/2024
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được nộp qua Trưởng phòng Nội vụ thị xã lúc 16 giờ ngày 17/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã đánh giá báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã là đạt lúc 9 giờ ngày 19/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được đánh giá là đúng hạn

    Kịch bản: Đơn vị và Phòng Nội vụ không tự cho gia hạn được
      Khi Trưởng phòng Nội vụ thị xã cho gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 17/06/2024 vì «một tuần là đủ» lúc 9 giờ ngày 05/06/2024
      Thì việc đó bị từ chối vì «người có thẩm quyền»

    Kịch bản: Không cho xa hơn ngày đã xin
      Khi Chủ tịch Ủy ban nhân dân thị xã cho gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 21/06/2024 vì «cho rộng» lúc 9 giờ ngày 05/06/2024
      Thì việc đó bị từ chối vì «xa hơn ngày đã xin»

    Kịch bản: Không được gia hạn thì hạn cũ giữ nguyên
      Biết Chủ tịch Ủy ban nhân dân thị xã từ chối gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đủ người» lúc 9 giờ ngày 05/06/2024
      Khi đến hết ngày 10/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024

    Kịch bản: Cho gia hạn khi đã hết hạn thì dừng leo thang, việc đã chậm vẫn còn
      Khi Chủ tịch Ủy ban nhân dân thị xã cho gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 20/06/2024 vì «trả lời chậm» lúc 9 giờ ngày 12/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hạn hết ngày 20/06/2024
      Và hạn gốc của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vẫn là hết ngày 10/06/2024
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024

  @muc_1_5 @gd_60
  Quy tắc: Đề nghị gia hạn phải được trả lời trong hai ngày làm việc

    Kịch bản: Chủ tịch chưa trả lời thì chính việc trả lời bị quá hạn
      Biết Trưởng phòng Tư pháp thị xã xin gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 20/06/2024 vì «thiếu người» lúc 9 giờ ngày 03/06/2024
      Khi đến 17 giờ ngày 05/06/2024
      Thì phần trả lời gia hạn về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ 17 giờ ngày 05/06/2024
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hạn hết ngày 10/06/2024

    Kịch bản: Trả lời kịp thì việc trả lời khép lại
      Biết Trưởng phòng Tư pháp thị xã xin gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hết ngày 20/06/2024 vì «thiếu người» lúc 9 giờ ngày 03/06/2024
      Và Chủ tịch Ủy ban nhân dân thị xã từ chối gia hạn báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đủ người» lúc 16 giờ 59 phút ngày 05/06/2024
      Khi đến 17 giờ ngày 05/06/2024
      Thì phần trả lời gia hạn về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã báo cáo»
      Và phần trả lời gia hạn về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã không bị ghi nhận quá hạn
