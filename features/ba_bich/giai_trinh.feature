# language: vi
@ba_bich
Tính năng: Giải trình khi quá hạn
  Quá hạn thì phát sinh nghĩa vụ giải trình; giải trình không xóa việc đã chậm.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_3_1_2 @gd_01 @co_che_10
  Quy tắc: Quá hạn thì mở nghĩa vụ giải trình bằng văn bản, trong ba ngày làm việc

    Kịch bản: Quá hạn thì mở nghĩa vụ giải trình bằng văn bản
      Khi đến hết ngày 11/03/2024
      Thì công chức Tư pháp phải giải trình về báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 14/03/2024
      Và Chỉ huy trưởng phải giải trình về báo cáo quý I của Ban Chỉ huy Quân sự chậm nhất 17 giờ ngày 14/03/2024

    Kịch bản: Chưa hết hạn thì không ai phải giải trình
      Khi đến 23 giờ 59 phút ngày 11/03/2024
      Thì không ai phải giải trình về báo cáo quý I của công chức Tư pháp

    Kịch bản: Nộp đúng hạn thì không phải giải trình
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 16 giờ ngày 11/03/2024
      Khi đến 8 giờ ngày 12/03/2024
      Thì không ai phải giải trình về báo cáo quý I của công chức Tư pháp
      Và công chức Tài chính phải giải trình về báo cáo quý I của công chức Tài chính chậm nhất 17 giờ ngày 14/03/2024

    Kịch bản: Nộp muộn vẫn phải giải trình
      Khi báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 7 giờ ngày 12/03/2024
      Thì công chức Tư pháp phải giải trình về báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 14/03/2024

    Kịch bản: Giải trình phải có lý do và đến tay người có thẩm quyền
      Khi công chức Tư pháp giải trình về báo cáo quý I của công chức Tư pháp với lý do «mất điện ba ngày» lúc 10 giờ ngày 13/03/2024
      Thì phần giải trình về báo cáo quý I của công chức Tư pháp ở trạng thái «đã báo cáo»
      Và báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024

    Kịch bản: Không giải trình thì chính việc giải trình bị quá hạn
      Khi đến 17 giờ ngày 14/03/2024
      Thì phần giải trình về báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ 17 giờ ngày 14/03/2024
