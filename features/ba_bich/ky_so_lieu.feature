# language: vi
@ba_bich
Tính năng: Báo cáo định kỳ và cửa sổ số liệu
  Báo cáo phải gửi chậm nhất ngày 10 trong khi kỳ số liệu đến ngày 14 mới khép, nên bốn ngày cuối là số ước.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_3_1_3 @bay_2 @co_che_5
  Quy tắc: Khi kỳ số liệu chưa khép thì chỉ số ước là đúng

    Kịch bản: Báo cáo quý I nộp trước ngày khép kỳ được nhận với số ước đến ngày 14
      Khi công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 08/03/2024, số liệu ghi là ước
      Và công chức Văn phòng - Thống kê tiếp nhận báo cáo quý I của công chức Tư pháp lúc 9 giờ 30 phút ngày 08/03/2024
      Thì báo cáo quý I của công chức Tư pháp được nhận với số liệu ước
      Và báo cáo quý I của công chức Tư pháp ở trạng thái «đã báo cáo»

    Kịch bản: Số ghi là chính thức bị trả lại khi kỳ số liệu chưa khép
      Khi công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 08/03/2024, số liệu ghi là chính thức
      Thì việc đó bị từ chối vì «kỳ số liệu chưa khép (đến hết ngày 14/03/2024)»
      Và báo cáo quý I của công chức Tư pháp chưa được nhận

    Khung kịch bản: Số chính thức của kỳ <kỳ> được nhận từ ngày nào: <lúc>
      Khi công chức Tư pháp nộp báo cáo <kỳ> của công chức Tư pháp lúc <lúc>, số liệu ghi là chính thức
      Thì <trả lời>

      Dữ liệu:
        | kỳ      | lúc                              | trả lời                                    |
        | quý I   | 23 giờ 59 phút ngày 14/03/2024   | việc đó bị từ chối vì «kỳ số liệu chưa khép» |
        | quý I   | 0 giờ ngày 15/03/2024            | việc đó được chấp nhận                     |
        | 6 tháng | 23 giờ 59 phút ngày 14/06/2024   | việc đó bị từ chối vì «kỳ số liệu chưa khép» |
        | 6 tháng | 0 giờ ngày 15/06/2024            | việc đó được chấp nhận                     |

  @muc_3_1_3 @gd_28
  Quy tắc: Sau ngày chốt số liệu thì số ước phải được thay bằng số chính thức

    Bối cảnh:
      Biết công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 08/03/2024, số liệu ghi là ước
      Và công chức Văn phòng - Thống kê tiếp nhận báo cáo quý I của công chức Tư pháp lúc 9 giờ 30 phút ngày 08/03/2024

    Kịch bản: Chưa khép kỳ thì chưa đòi số chính thức
      Khi đến 23 giờ 59 phút ngày 14/03/2024
      Thì chưa ai phải gửi số liệu chính thức của báo cáo quý I của công chức Tư pháp

    Kịch bản: Sau ngày chốt số liệu, hệ thống yêu cầu thay số ước bằng số chính thức
      Khi đến hết ngày 14/03/2024
      Thì công chức Tư pháp phải gửi số liệu chính thức của báo cáo quý I của công chức Tư pháp chậm nhất 17 giờ ngày 18/03/2024

    Khung kịch bản: Nộp thẳng số chính thức thì không bị đòi nữa, nộp số ước thì có: số <loại> ngày <ngày>
      Biết công chức Tài chính nộp báo cáo quý I của công chức Tài chính lúc 9 giờ ngày <ngày>, số liệu ghi là <loại>
      Và công chức Văn phòng - Thống kê tiếp nhận báo cáo quý I của công chức Tài chính lúc 9 giờ 30 phút ngày <ngày>
      Khi đến 10 giờ ngày 15/03/2024
      Thì <kết quả>

      Dữ liệu:
        | ngày       | loại       | kết quả                                                                           |
        | 15/03/2024 | chính thức | chưa ai phải gửi số liệu chính thức của báo cáo quý I của công chức Tài chính     |
        | 08/03/2024 | ước        | công chức Tài chính phải gửi số liệu chính thức của báo cáo quý I của công chức Tài chính chậm nhất 17 giờ ngày 18/03/2024 |

  @muc_3_1_1_2
  Quy tắc: Báo cáo phải đúng đề cương và phụ lục

    Bối cảnh:
      Biết báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 06/03/2024

    Kịch bản: Báo cáo sai đề cương bị trả lại nhưng hạn gốc vẫn giữ nguyên
      Khi công chức Văn phòng - Thống kê trả lại báo cáo quý I của công chức Tư pháp vì «không theo đề cương» lúc 14 giờ ngày 07/03/2024
      Thì báo cáo quý I của công chức Tư pháp ở trạng thái «bị trả lại»
      Và hạn gốc của báo cáo quý I của công chức Tư pháp vẫn là hết ngày 11/03/2024
      Và báo cáo quý I của công chức Tư pháp đến hạn hết ngày 11/03/2024

    Kịch bản: Trả lại rồi không nộp lại thì quá hạn như chưa từng nộp
      Biết công chức Văn phòng - Thống kê trả lại báo cáo quý I của công chức Tư pháp vì «không theo đề cương» lúc 14 giờ ngày 07/03/2024
      Khi đến 8 giờ ngày 12/03/2024
      Thì báo cáo quý I của công chức Tư pháp bị ghi nhận quá hạn từ hết ngày 11/03/2024

    Kịch bản: Nộp lại trong hạn gốc thì vẫn đúng hạn
      Biết công chức Văn phòng - Thống kê trả lại báo cáo quý I của công chức Tư pháp vì «không theo đề cương» lúc 14 giờ ngày 07/03/2024
      Và báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 16 giờ ngày 11/03/2024
      Khi Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 13/03/2024
      Thì báo cáo quý I của công chức Tư pháp được đánh giá là đúng hạn
      Và báo cáo quý I của công chức Tư pháp không bị ghi nhận quá hạn

    Kịch bản: Trả lại phải nói rõ lý do của người có quyền trả lại
      Khi công chức Tài chính trả lại báo cáo quý I của công chức Tư pháp vì «không theo đề cương» lúc 14 giờ ngày 07/03/2024
      Thì việc đó bị từ chối vì «Chỉ người theo dõi hoặc người có thẩm quyền»
