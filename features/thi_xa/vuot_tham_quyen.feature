# language: vi
@thi_xa
Tính năng: Việc vượt thẩm quyền được kiến nghị lên cấp trên qua hai bước
  Đơn vị đề xuất, Ủy ban nhân dân thị xã kiến nghị; đồng hồ chỉ dừng khi đề xuất được chấp thuận.

  Bối cảnh:
    Biết văn bản chỉ đạo của thị xã (văn bản mất phần đầu) đang áp dụng
    Và giao nhiệm vụ ngày 14/03/2024

  @muc_1_1_3 @gd_11 @co_che_11 @bay_16
  Quy tắc: Đơn vị đề xuất, Ủy ban nhân dân mới là nơi kiến nghị lên cấp tỉnh

    Bối cảnh:
      Biết Trưởng phòng Tư pháp thị xã đề xuất kiến nghị «Sở Tư pháp» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phần mềm do sở quản lý» lúc 9 giờ ngày 05/06/2024

    Kịch bản: Đơn vị đề xuất, Ủy ban nhân dân mới là nơi kiến nghị lên cấp tỉnh
      Khi Chủ tịch Ủy ban nhân dân thị xã chấp thuận kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đúng là việc của sở» lúc 9 giờ ngày 07/06/2024
      Thì việc kiến nghị về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã kiến nghị, chờ cấp trên trả lời»
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã kiến nghị cấp trên»

    Kịch bản: Đơn vị không tự chấp thuận được
      Khi Trưởng phòng Tư pháp thị xã chấp thuận kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đúng là việc của sở» lúc 9 giờ ngày 07/06/2024
      Thì việc đó bị từ chối vì «người có thẩm quyền»

    Kịch bản: Đơn vị không tự kiến nghị được, kể cả khi đã được chấp thuận
      Biết Chủ tịch Ủy ban nhân dân thị xã chấp thuận mà chưa gửi kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «chờ họp» lúc 9 giờ ngày 06/06/2024
      Khi Trưởng phòng Tư pháp thị xã gửi kiến nghị lên cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 07/06/2024
      Thì việc đó bị từ chối vì «người có thẩm quyền chấp thuận và kiến nghị»
      Và việc kiến nghị về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «được chấp thuận»

    Kịch bản: Chủ tịch chấp thuận rồi mới gửi kiến nghị
      Biết Chủ tịch Ủy ban nhân dân thị xã chấp thuận mà chưa gửi kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «chờ họp» lúc 9 giờ ngày 06/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã gửi kiến nghị lên cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 07/06/2024
      Thì việc kiến nghị về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã kiến nghị, chờ cấp trên trả lời»

    Kịch bản: Chưa kiến nghị thì cấp trên chưa thể trả lời
      Biết Chủ tịch Ủy ban nhân dân thị xã chấp thuận mà chưa gửi kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «chờ họp» lúc 9 giờ ngày 06/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã ghi nhận cấp trên trả lời «đồng ý» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 07/06/2024
      Thì việc đó bị từ chối vì «Chưa kiến nghị lên cấp trên»

    Kịch bản: Cấp trên trả lời thì làm tiếp với số ngày làm việc còn lại kể từ lúc đề xuất
      Biết Chủ tịch Ủy ban nhân dân thị xã chấp thuận kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đúng là việc của sở» lúc 9 giờ ngày 07/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã ghi nhận cấp trên trả lời «sở đã sửa phần mềm» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 9 giờ ngày 24/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đến hạn hết ngày 27/06/2024
      Và việc kiến nghị về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «cấp trên đã trả lời»
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã không bị ghi nhận quá hạn

    Kịch bản: Đã có một đề xuất đang chờ thì không đề xuất thêm
      Khi Trưởng phòng Tư pháp thị xã đề xuất kiến nghị «Ủy ban nhân dân tỉnh» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phần mềm do sở quản lý» lúc 9 giờ ngày 06/06/2024
      Thì việc đó bị từ chối vì «đang chờ»

  @muc_1_1_3 @gd_11 @co_che_11
  Quy tắc: Đồng hồ dừng từ lúc đề xuất, khi đề xuất được chấp thuận

    Kịch bản: Đề xuất trong hạn, chấp thuận sau hạn thì việc ghi nhận quá hạn được hủy
      Biết Trưởng phòng Tư pháp thị xã đề xuất kiến nghị «Sở Tư pháp» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phần mềm do sở quản lý» lúc 23 giờ 59 phút ngày 10/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã chấp thuận kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đúng là việc của sở» lúc 9 giờ ngày 12/06/2024
      Thì việc ghi nhận quá hạn của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã đã được hủy
      Và phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã thu hồi»

    Kịch bản: Đề xuất sau khi hết hạn thì phần chậm trước khi đề xuất vẫn còn
      Biết Trưởng phòng Tư pháp thị xã đề xuất kiến nghị «Sở Tư pháp» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phần mềm do sở quản lý» lúc 0 giờ ngày 11/06/2024
      Khi Chủ tịch Ủy ban nhân dân thị xã chấp thuận kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đúng là việc của sở» lúc 9 giờ ngày 12/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024
      Và phần giải trình về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã giao»

    Kịch bản: Mới đề xuất thì hạn vẫn chạy
      Biết Trưởng phòng Tư pháp thị xã đề xuất kiến nghị «Sở Tư pháp» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phần mềm do sở quản lý» lúc 9 giờ ngày 10/06/2024
      Khi đến hết ngày 10/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024

  @muc_1_1_3 @gd_11 @co_che_11
  Quy tắc: Kiến nghị bị bác thì thời gian chờ vẫn tính vào hạn

    Bối cảnh:
      Biết Trưởng phòng Tư pháp thị xã đề xuất kiến nghị «Sở Tư pháp» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phần mềm do sở quản lý» lúc 9 giờ ngày 05/06/2024

    Kịch bản: Kiến nghị bị bác thì thời gian chờ vẫn tính vào hạn
      Biết Chủ tịch Ủy ban nhân dân thị xã bác kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phòng tự làm được» lúc 9 giờ ngày 07/06/2024
      Khi đến hết ngày 10/06/2024
      Thì việc kiến nghị về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «không được chấp thuận»
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024

    Kịch bản: Bác sau khi hết hạn thì việc đã chậm giữ nguyên
      Khi Chủ tịch Ủy ban nhân dân thị xã bác kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phòng tự làm được» lúc 9 giờ ngày 12/06/2024
      Thì báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã bị ghi nhận quá hạn từ hết ngày 10/06/2024

    Kịch bản: Đã bị bác thì không chấp thuận đề xuất ấy được nữa, nhưng đề xuất lại được
      Biết Chủ tịch Ủy ban nhân dân thị xã bác kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phòng tự làm được» lúc 9 giờ ngày 06/06/2024
      Khi Trưởng phòng Tư pháp thị xã đề xuất kiến nghị «Sở Tư pháp» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đã thử, không được» lúc 9 giờ ngày 07/06/2024
      Thì việc kiến nghị về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã ở trạng thái «đã đề xuất»

  @muc_1_1_3 @gd_61 @gd_62 @co_che_11
  Quy tắc: Ai im lặng thì người ấy bị nhắc, đơn vị không bị tính chậm

    Bối cảnh:
      Biết Trưởng phòng Tư pháp thị xã đề xuất kiến nghị «Sở Tư pháp» về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «phần mềm do sở quản lý» lúc 9 giờ ngày 03/06/2024

    Kịch bản: Chủ tịch chưa trả lời đề xuất thì Chủ tịch bị nhắc
      Khi đến 17 giờ ngày 06/06/2024
      Thì Chủ tịch Ủy ban nhân dân thị xã được nhắc lần 1 về kiến nghị của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 17 giờ ngày 06/06/2024

    Kịch bản: Cấp trên chưa trả lời thì cứ năm ngày làm việc nhắc một lần
      Biết Chủ tịch Ủy ban nhân dân thị xã chấp thuận kiến nghị cấp trên về báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã vì «đúng là việc của sở» lúc 9 giờ ngày 05/06/2024
      Khi đến 8 giờ ngày 20/06/2024
      Thì Chủ tịch Ủy ban nhân dân thị xã được nhắc lần 1 về kiến nghị của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 8 giờ ngày 12/06/2024
      Và Chủ tịch Ủy ban nhân dân thị xã được nhắc lần 2 về kiến nghị của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 8 giờ ngày 19/06/2024
      Và báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã không bị ghi nhận quá hạn
