# language: vi
@ba_bich
Tính năng: Ai chịu trách nhiệm khi báo cáo quá hạn, và ai được biểu dương
  Trách nhiệm được ghi khi chốt hạn, gắn với chức danh và người giữ chức danh ngày ấy; mất căn cứ thì không tính, nhưng không mất dấu.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_3_1_2 @gd_75 @co_che_13
  Quy tắc: Quá hạn thì người đứng đầu chịu trách nhiệm chính, một lần cho một việc

    Kịch bản: Hết hạn mà chưa nộp thì ghi trách nhiệm
      Khi đến hết ngày 11/03/2024
      Thì công chức Tư pháp chịu trách nhiệm «chính» về báo cáo quý I của công chức Tư pháp
      Và về báo cáo quý I của công chức Tư pháp có đúng 1 người chịu trách nhiệm

    Kịch bản: Trước lúc hết hạn chưa ai chịu trách nhiệm
      Khi đến 23 giờ 59 phút ngày 11/03/2024
      Thì về báo cáo quý I của công chức Tư pháp có đúng 0 người chịu trách nhiệm

    Kịch bản: Quét lại không ghi thêm trách nhiệm
      Khi đến 8 giờ ngày 20/03/2024
      Thì về báo cáo quý I của công chức Tư pháp có đúng 1 người chịu trách nhiệm

    Kịch bản: Nộp muộn vẫn chịu trách nhiệm
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 8 giờ ngày 12/03/2024
      Khi đến 8 giờ ngày 13/03/2024
      Thì công chức Tư pháp chịu trách nhiệm «chính» về báo cáo quý I của công chức Tư pháp

    Kịch bản: Báo cáo nhận trong hạn nhưng ghi sổ sau thì trách nhiệm không còn căn cứ, vẫn lưu
      Biết đến 8 giờ ngày 12/03/2024
      Khi công chức Văn phòng - Thống kê tiếp nhận báo cáo quý I của công chức Tư pháp lúc 16 giờ ngày 11/03/2024
      Thì trách nhiệm của công chức Tư pháp về báo cáo quý I của công chức Tư pháp ở trạng thái «không còn căn cứ»
      Và về báo cáo quý I của công chức Tư pháp có đúng 0 người chịu trách nhiệm

    Kịch bản: Thu hồi việc thì trách nhiệm không còn căn cứ
      Biết đến 8 giờ ngày 12/03/2024
      Khi Chủ tịch thu hồi báo cáo quý I của công chức Tư pháp vì «giao nhầm» lúc 9 giờ ngày 12/03/2024
      Thì trách nhiệm của công chức Tư pháp về báo cáo quý I của công chức Tư pháp ở trạng thái «không còn căn cứ»

  @muc_3_1_2 @gd_80 @co_che_13
  Quy tắc: Tái diễn được đếm trong năm

    Kịch bản: Hai kỳ báo cáo quá hạn là hai lần
      Khi đến hết ngày 10/06/2024
      Thì tính đến hết ngày 11/03/2024, công chức Tư pháp chịu trách nhiệm 1 lần trong năm
      Và tính đến hết ngày 10/06/2024, công chức Tư pháp chịu trách nhiệm 2 lần trong năm

  @muc_3_1_2 @gd_81 @bay_26
  Quy tắc: Mặt tích cực cũng được ghi: người có thẩm quyền biểu dương

    Kịch bản: Chủ tịch biểu dương nơi nộp sớm
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 01/03/2024
      Khi Chủ tịch biểu dương về báo cáo quý I của công chức Tư pháp vì «nộp sớm, đủ số liệu» lúc 9 giờ ngày 04/03/2024
      Thì công chức Tư pháp được biểu dương về báo cáo quý I của công chức Tư pháp vì «nộp sớm, đủ số liệu»

    Kịch bản: Không ai tự biểu dương
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 01/03/2024
      Khi công chức Tư pháp biểu dương về báo cáo quý I của công chức Tư pháp vì «nộp sớm» lúc 9 giờ ngày 04/03/2024
      Thì việc đó bị từ chối vì «Chỉ người có thẩm quyền»

    Kịch bản: Chưa nộp thì chưa có gì để biểu dương
      Khi Chủ tịch biểu dương về báo cáo quý I của công chức Tư pháp vì «làm tốt» lúc 9 giờ ngày 04/03/2024
      Thì việc đó bị từ chối vì «đã báo cáo»
