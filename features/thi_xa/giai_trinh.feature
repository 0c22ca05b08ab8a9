# language: vi
@thi_xa
Tính năng: Giải trình và kết luận nguyên nhân ở thị xã
  Việc chậm hoặc không làm được thì giải trình bằng văn bản qua Phòng Nội vụ; chỉ người có thẩm quyền mới kết luận lỗi.

  Bối cảnh:
    Biết văn bản chỉ đạo của thị xã (văn bản mất phần đầu) đang áp dụng
    Và giao nhiệm vụ ngày 14/03/2024

  @muc_1_1_2 @gd_01 @co_che_10
  Quy tắc: Quá hạn thì mở nghĩa vụ giải trình bằng văn bản gửi qua Phòng Nội vụ

    Kịch bản: Quá hạn thì mở nghĩa vụ giải trình bằng văn bản gửi qua Phòng Nội vụ
      Khi đến hết ngày 10/06/2024
      Thì Trưởng phòng Tư pháp thị xã phải giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã chậm nhất 17 giờ ngày 13/06/2024
      Và phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã phải gửi qua Trưởng phòng Nội vụ thị xã

    Kịch bản: Chưa hết hạn thì chưa ai phải giải trình
      Khi đến 23 giờ 59 phút ngày 10/06/2024
      Thì không ai phải giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã

    Kịch bản: Việc của chính Phòng Nội vụ thì giải trình qua Chủ tịch theo dõi
      Khi đến hết ngày 28/03/2024
      Thì phần giải trình về nhiệm vụ «Rà soát, khắc phục từng tiêu chí bị trừ điểm năm 2023 thuộc phạm vi Phòng Nội vụ» phải gửi qua Chủ tịch Ủy ban nhân dân thị xã

    Kịch bản: Phòng Nội vụ nhận được sau hạn thì giải trình bị chậm
      Biết Trưởng phòng Tư pháp thị xã giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «hỏng máy chủ» lúc 16 giờ ngày 13/06/2024
      Khi Trưởng phòng Nội vụ thị xã tiếp nhận phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 14/06/2024
      Thì phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ 17 giờ ngày 13/06/2024

    Kịch bản: Phòng Nội vụ nhận được trong hạn thì giải trình kịp
      Biết Trưởng phòng Tư pháp thị xã giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «hỏng máy chủ» lúc 9 giờ ngày 13/06/2024
      Khi Trưởng phòng Nội vụ thị xã tiếp nhận phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 16 giờ 59 phút ngày 13/06/2024
      Và đến 8 giờ ngày 14/06/2024
      Thì phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã không bị ghi nhận quá hạn

    Kịch bản: Im lặng thì chính việc giải trình bị quá hạn
      Khi đến 17 giờ ngày 13/06/2024
      Thì phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ 17 giờ ngày 13/06/2024

    Kịch bản: Chấp nhận giải trình là việc của Chủ tịch, không phải của Phòng Nội vụ
      Biết Trưởng phòng Tư pháp thị xã giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «hỏng máy chủ» lúc 9 giờ ngày 12/06/2024
      Khi Trưởng phòng Nội vụ thị xã đánh giá phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã là đạt lúc 9 giờ ngày 13/06/2024
      Thì việc đó bị từ chối vì «người có thẩm quyền»

    Kịch bản: Giải trình được chấp nhận không xóa việc đã chậm
      Biết Trưởng phòng Tư pháp thị xã giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «hỏng máy chủ» lúc 9 giờ ngày 12/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã đánh giá phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã là đạt lúc 9 giờ ngày 13/06/2024
      Thì phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã đánh giá»
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024

  @muc_1_1_2 @gd_01 @gd_64 @co_che_10
  Quy tắc: Báo trước việc không thể hoàn thành không bị coi là quá hạn giải trình

    Kịch bản: Báo trước việc không thể hoàn thành không bị coi là quá hạn giải trình
      Biết Trưởng phòng Tư pháp thị xã báo trước không làm được báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «chưa có số liệu của xã» lúc 9 giờ ngày 07/06/2024
      Khi đến 8 giờ ngày 14/06/2024
      Thì phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã báo cáo»
      Và phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã không bị ghi nhận quá hạn
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024

    Kịch bản: Báo trước đến phút cuối của hạn vẫn là báo trước
      Khi Trưởng phòng Tư pháp thị xã báo trước không làm được báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «chưa có số liệu của xã» lúc 23 giờ 59 phút ngày 10/06/2024
      Thì việc đó được chấp nhận

    Kịch bản: Hết hạn rồi thì không còn là báo trước
      Khi Trưởng phòng Tư pháp thị xã báo trước không làm được báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «chưa có số liệu của xã» lúc 0 giờ ngày 11/06/2024
      Thì việc đó bị từ chối vì «khi chưa hết hạn»

    Kịch bản: Mỗi lần chỉ báo trước một lần
      Biết Trưởng phòng Tư pháp thị xã báo trước không làm được báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «chưa có số liệu của xã» lúc 9 giờ ngày 06/06/2024
      Khi Trưởng phòng Tư pháp thị xã báo trước không làm được báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «thiếu người» lúc 9 giờ ngày 07/06/2024
      Thì việc đó bị từ chối vì «một lần»

    Kịch bản: Người khác không báo trước thay được
      Khi Trưởng phòng Nội vụ thị xã báo trước không làm được báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «chưa có số liệu của xã» lúc 9 giờ ngày 07/06/2024
      Thì việc đó bị từ chối vì «không giữ vai trò đó»

  @muc_1_1_4 @gd_07 @gd_63 @co_che_12
  Quy tắc: Lỗi khách quan chỉ có hiệu lực khi người có thẩm quyền xác nhận

    Bối cảnh:
      Biết Chủ tịch Ủy ban nhân dân thị xã xác nhận thời hạn của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 8 giờ ngày 03/06/2024

    Kịch bản: Đơn vị tự nêu nguyên nhân khách quan thì vẫn bị đôn đốc
      Biết Trưởng phòng Tư pháp thị xã giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã với lý do «bão» và tự nêu là nguyên nhân khách quan lúc 9 giờ ngày 11/06/2024
      Khi đến 8 giờ ngày 13/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã chưa có kết luận về nguyên nhân
      Và đôn đốc về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được trình Chủ tịch Ủy ban nhân dân thị xã ký lúc 8 giờ ngày 13/06/2024

    Kịch bản: Lỗi khách quan chỉ có hiệu lực khi người có thẩm quyền xác nhận
      Khi Trưởng phòng Tư pháp thị xã kết luận nguyên nhân khách quan về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «bão» lúc 9 giờ ngày 12/06/2024
      Thì việc đó bị từ chối vì «người có thẩm quyền»

    Kịch bản: Chủ tịch xác nhận khách quan thì dừng leo thang, việc đã chậm vẫn ghi
      Biết Chủ tịch Ủy ban nhân dân thị xã kết luận nguyên nhân khách quan về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «Thông báo bão số 3» lúc 9 giờ ngày 12/06/2024
      Khi đến 8 giờ ngày 20/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được kết luận là nguyên nhân khách quan
      Và chưa có đôn đốc nào về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024

    Kịch bản: Kết luận chủ quan thì leo thang cứ đi tiếp
      Biết Chủ tịch Ủy ban nhân dân thị xã kết luận lỗi chủ quan về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «không phân công ai» lúc 9 giờ ngày 12/06/2024
      Khi đến 8 giờ ngày 13/06/2024
      Thì đôn đốc về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được trình Chủ tịch Ủy ban nhân dân thị xã ký lúc 8 giờ ngày 13/06/2024

    Kịch bản: Sửa khách quan thành chủ quan thì leo thang lại từ nhắc nhở
      Biết Chủ tịch Ủy ban nhân dân thị xã kết luận nguyên nhân khách quan về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «Thông báo bão số 3» lúc 9 giờ ngày 12/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã kết luận lỗi chủ quan về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «bão không qua địa bàn» lúc 9 giờ ngày 17/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã được kết luận là lỗi chủ quan
      Và về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã có đúng 2 lượt nhắc nhở

    Kịch bản: Chưa chậm thì chưa có gì để kết luận
      Khi Chủ tịch Ủy ban nhân dân thị xã kết luận nguyên nhân khách quan về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «bão» lúc 23 giờ 59 phút ngày 10/06/2024
      Thì việc đó bị từ chối vì «đã bị ghi nhận quá hạn»

    Kịch bản: Vừa hết hạn là kết luận được
      Khi Chủ tịch Ủy ban nhân dân thị xã kết luận nguyên nhân khách quan về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «bão» lúc 0 giờ ngày 11/06/2024
      Thì việc đó được chấp nhận
