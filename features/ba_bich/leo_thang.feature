# language: vi
@ba_bich
Tính năng: Leo thang tới người đứng đầu
  Văn bản không nêu hệ quả khi chậm báo cáo, nên việc xử lý theo thang mặc định: nhắc nhở, đôn đốc, phê bình, kiểm điểm.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_3_1_2 @gd_09
  Quy tắc: Nhắc trước hạn năm, ba và một ngày làm việc, chỉ khi việc chưa xong

    Kịch bản: Nhắc trước hạn ba lần
      Khi đến hết ngày 11/03/2024
      Thì công chức Tư pháp được nhắc trước hạn về báo cáo quý I của công chức Tư pháp lúc 8 giờ ngày 04/03/2024
      Và công chức Tư pháp được nhắc trước hạn về báo cáo quý I của công chức Tư pháp lúc 8 giờ ngày 06/03/2024
      Và công chức Tư pháp được nhắc trước hạn về báo cáo quý I của công chức Tư pháp lúc 8 giờ ngày 08/03/2024
      Và về báo cáo quý I của công chức Tư pháp có đúng 3 lần nhắc trước hạn

    Kịch bản: Đã nhận báo cáo thì thôi nhắc
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 05/03/2024
      Khi đến hết ngày 11/03/2024
      Thì về báo cáo quý I của công chức Tư pháp có đúng 1 lần nhắc trước hạn
      Và về báo cáo quý I của công chức Tài chính có đúng 3 lần nhắc trước hạn

  @muc_3_1_2 @gd_09
  Quy tắc: Chưa nộp sau một ngày làm việc thì nhắc nhở người đứng đầu

    Kịch bản: Chưa nộp sau một ngày làm việc thì nhắc nhở người đứng đầu
      Khi đến 8 giờ ngày 12/03/2024
      Thì công chức Tư pháp bị nhắc nhở về báo cáo quý I của công chức Tư pháp lúc 8 giờ ngày 12/03/2024
      Và Trưởng Công an bị nhắc nhở về báo cáo quý I của Công an xã lúc 8 giờ ngày 12/03/2024
      Và thư nhắc nhở gửi công chức Tư pháp về báo cáo quý I của công chức Tư pháp nêu «24 giờ ngày 11/03/2024»

    Kịch bản: Trước giờ làm việc thì chưa nhắc nhở
      Khi đến 7 giờ 59 phút ngày 12/03/2024
      Thì chưa có nhắc nhở nào về báo cáo quý I của công chức Tư pháp

    Kịch bản: Nộp muộn trước giờ nhắc nhở thì không bị nhắc nhở
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 7 giờ ngày 12/03/2024
      Khi đến 8 giờ ngày 25/03/2024
      Thì chưa có đôn đốc nào về báo cáo quý I của công chức Tư pháp
      Và báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024

  @muc_3_1_2 @gd_09 @gd_27
  Quy tắc: Ba ngày làm việc thì đôn đốc bằng văn bản có người ký

    Kịch bản: Dự thảo đôn đốc được trình người theo dõi ký
      Khi đến 8 giờ ngày 14/03/2024
      Thì đôn đốc về báo cáo quý I của công chức Tư pháp được trình công chức Văn phòng - Thống kê ký lúc 8 giờ ngày 14/03/2024
      Và công chức Văn phòng - Thống kê phải ký đôn đốc về báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 15/03/2024
      Và đôn đốc về báo cáo quý I của công chức Tư pháp ở trạng thái «dự thảo chờ ký»

    Kịch bản: Ký rồi mới gửi, và sao gửi cấp phó phụ trách
      Khi công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024
      Thì công chức Tư pháp bị đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024
      Và Phó Chủ tịch được gửi bản sao đôn đốc về báo cáo quý I của công chức Tư pháp

    Kịch bản: Không ký thì văn bản chuyển lên người mà người im lặng chịu trách nhiệm trước
      Khi đến 17 giờ ngày 15/03/2024
      Thì đôn đốc về báo cáo quý I của công chức Tư pháp chuyển từ công chức Văn phòng - Thống kê lên Chủ tịch lúc 17 giờ ngày 15/03/2024
      Và Chủ tịch phải ký đôn đốc về báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 18/03/2024

    Kịch bản: Không ai làm gì thì quý I dừng ở văn bản đôn đốc chưa ký
      Khi đến hết ngày 31/05/2024
      Thì đôn đốc về báo cáo quý I của công chức Tư pháp ở trạng thái «dự thảo chờ ký»
      Và chưa có phê bình nào về báo cáo quý I của công chức Tư pháp
      Và công chức Tư pháp chưa nhận được đôn đốc về báo cáo quý I của công chức Tư pháp

  @muc_3_1_2 @gd_09 @co_che_18
  Quy tắc: Phê bình và kiểm điểm chỉ được đề xuất, không tự động ban hành

    Bối cảnh:
      Biết công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024

    Kịch bản: Phê bình chỉ được đề xuất, không tự động ban hành
      Khi đến 8 giờ ngày 20/03/2024
      Thì phê bình về báo cáo quý I của công chức Tư pháp được trình Chủ tịch quyết định lúc 8 giờ ngày 20/03/2024
      Và Chủ tịch phải quyết định phê bình về báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 25/03/2024
      Và phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «đề xuất chờ quyết định»

    Kịch bản: Chưa đủ bảy ngày làm việc thì chưa đề xuất phê bình
      Khi đến 7 giờ 59 phút ngày 20/03/2024
      Thì chưa có phê bình nào về báo cáo quý I của công chức Tư pháp

    Kịch bản: Quá hạn quyết định mà không trả lời thì đề xuất vẫn nằm chờ
      Khi đến hết ngày 31/05/2024
      Thì phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «đề xuất chờ quyết định»
      Và công chức Tư pháp chưa nhận được phê bình về báo cáo quý I của công chức Tư pháp
      Và chưa có kiểm điểm nào về báo cáo quý I của công chức Tư pháp

    Kịch bản: Người có thẩm quyền đồng ý thì phê bình được ban hành
      Khi Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm không có lý do» lúc 9 giờ ngày 21/03/2024
      Thì công chức Tư pháp bị phê bình về báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 21/03/2024
      Và công chức Tư pháp nhận được phê bình về báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 21/03/2024

    Khung kịch bản: Sau khi đã trả lời về phê bình, đủ mười lăm ngày làm việc thì đề xuất kiểm điểm: <trả lời>
      Biết Chủ tịch <trả lời> phê bình về báo cáo quý I của công chức Tư pháp vì «đã xem xét hồ sơ» lúc 9 giờ ngày 21/03/2024
      Khi đến 8 giờ ngày 01/04/2024
      Thì kiểm điểm về báo cáo quý I của công chức Tư pháp được trình Chủ tịch quyết định lúc 8 giờ ngày 01/04/2024

      Dữ liệu:
        | trả lời       |
        | đồng ý        |
        | từ chối  |

    Kịch bản: Nộp muộn thì dừng các nấc còn lại, việc chậm vẫn ghi
      Biết đến 8 giờ ngày 20/03/2024
      Khi báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 15 giờ ngày 20/03/2024
      Thì phê bình về báo cáo quý I của công chức Tư pháp chấm dứt vì «đã nhận được báo cáo»
      Và công chức Tư pháp bị đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024
      Và báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024

  @muc_3_1_2 @gd_09
  Quy tắc: Bỏ hai kỳ liền nhau thì phê bình không đợi đủ bảy ngày làm việc

    Kịch bản: Kỳ thứ hai bị bỏ liền nhau thì phê bình ngay sau khi đôn đốc đã đến
      Biết công chức Văn phòng - Thống kê ký đôn đốc về báo cáo 6 tháng của công chức Tư pháp lúc 10 giờ ngày 13/06/2024
      Khi đến 8 giờ ngày 17/06/2024
      Thì phê bình về báo cáo 6 tháng của công chức Tư pháp được trình Chủ tịch quyết định lúc 8 giờ ngày 17/06/2024

    Kịch bản: Kỳ trước đã nộp dù muộn thì vẫn đợi đủ bảy ngày làm việc
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 15 giờ ngày 20/03/2024
      Và công chức Văn phòng - Thống kê ký đôn đốc về báo cáo 6 tháng của công chức Tư pháp lúc 10 giờ ngày 13/06/2024
      Khi đến 7 giờ 59 phút ngày 19/06/2024
      Thì chưa có phê bình nào về báo cáo 6 tháng của công chức Tư pháp

  @muc_3_2_2 @gd_23 @bay_1
  Quy tắc: Hạn chỉ là mặc định của hệ thống thì không leo quá nhắc nhở

    Kịch bản: Báo cáo tổng hợp chậm chỉ bị nhắc nhở
      Khi đến hết ngày 31/05/2024
      Thì công chức Văn phòng - Thống kê bị nhắc nhở về báo cáo tổng hợp quý I lúc 8 giờ ngày 20/03/2024
      Và chưa có đôn đốc nào về báo cáo tổng hợp quý I

    Kịch bản: Người có thẩm quyền xác nhận thời hạn thì leo thang tiếp
      Biết Chủ tịch xác nhận thời hạn của báo cáo tổng hợp quý I lúc 9 giờ ngày 21/03/2024
      Khi đến 8 giờ ngày 22/03/2024
      Thì đôn đốc về báo cáo tổng hợp quý I được trình Chủ tịch ký lúc 8 giờ ngày 22/03/2024

  @gd_09
  Quy tắc: Chạy lại không sinh thêm lượt leo thang

    Kịch bản: Chạy lại luồng không sinh thêm lượt leo thang trùng
      Biết đến 8 giờ ngày 12/03/2024
      Khi hệ thống quét lại với thời điểm 8 giờ ngày 12/03/2024
      Thì lần quét đó không làm gì
      Và về báo cáo quý I của công chức Tư pháp có đúng 1 lượt nhắc nhở
