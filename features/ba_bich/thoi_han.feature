# language: vi
@ba_bich
Tính năng: Thời hạn và ngày làm việc
  Ngày cuối của thời hạn được tính trọn đến 24 giờ; rơi vào ngày nghỉ thì tính đến hết ngày làm việc kế tiếp.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng

  @muc_3_1_2 @gd_06 @bay_3 @co_che_5
  Quy tắc: Hạn rơi vào ngày nghỉ được tính đến hết ngày làm việc kế tiếp

    Khung kịch bản: Bốn kỳ báo cáo năm 2024: <kỳ>
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì báo cáo <kỳ> của công chức Tư pháp đến hạn hết ngày <hạn>
      Và báo cáo <kỳ> của Ban Chỉ huy Quân sự đến hạn hết ngày <hạn>

      Dữ liệu:
        | kỳ      | hạn        |
        | quý I   | 11/03/2024 |
        | 6 tháng | 10/06/2024 |
        | quý III | 10/09/2024 |
        | năm     | 10/12/2024 |

    Kịch bản: Hạn rơi vào Chủ nhật được tính đến hết ngày làm việc kế tiếp
      Biết giao nhiệm vụ ngày 12/01/2024
      Khi đến hết ngày 10/03/2024
      Thì báo cáo quý I của công chức Tư pháp không bị ghi nhận quá hạn
      Và hỏi vì sao về hạn của báo cáo quý I của công chức Tư pháp thì được trả lời «10/03/2024 (Chủ nhật)»

    Khung kịch bản: Ngày hết hạn tính trọn đến 24 giờ: nộp lúc <lúc>
      Biết giao nhiệm vụ ngày 12/01/2024
      Và báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc <lúc>
      Khi Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 15/03/2024
      Thì báo cáo quý I của công chức Tư pháp được đánh giá là <kết quả>

      Dữ liệu:
        | lúc                            | kết quả  |
        | 8 giờ ngày 10/03/2024          | đúng hạn |
        | 23 giờ 59 phút ngày 11/03/2024 | đúng hạn |
        | 0 giờ ngày 12/03/2024          | quá hạn  |
        | 8 giờ ngày 12/03/2024          | quá hạn  |

  @gd_06 @bay_3
  Quy tắc: Ngày nghỉ, ngày nghỉ hoán đổi và ngày làm bù theo lịch của năm

    Khung kịch bản: Văn bản đặt hạn ngày <ngày>
      Biết văn bản đặt thời hạn của nhiệm vụ «Đề ra biện pháp cụ thể» là ngày <ngày>
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp đến hạn hết ngày <hạn>

      Dữ liệu: Quanh dịp 30/4 và 01/5, thứ Bảy 04/5 làm bù cho thứ Hai 29/4
        | ngày       | hạn        |
        | 26/04/2024 | 26/04/2024 |
        | 27/04/2024 | 02/05/2024 |
        | 29/04/2024 | 02/05/2024 |
        | 04/05/2024 | 04/05/2024 |
        | 05/05/2024 | 06/05/2024 |

      Dữ liệu: Tết Nguyên đán và Quốc khánh
        | ngày       | hạn        |
        | 07/02/2024 | 07/02/2024 |
        | 08/02/2024 | 15/02/2024 |
        | 02/09/2024 | 04/09/2024 |

    Kịch bản: Thứ Bảy làm bù vẫn được tính là ngày làm việc
      Biết văn bản đặt thời hạn của nhiệm vụ «Đề ra biện pháp cụ thể» là ngày 03/05/2024
      Và giao nhiệm vụ ngày 12/01/2024
      Khi đến 12 giờ ngày 04/05/2024
      Thì công chức Tư pháp bị nhắc nhở về nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp lúc 8 giờ ngày 04/05/2024

    Kịch bản: Nhắc trước hạn bỏ qua những ngày nghỉ dài
      Biết văn bản đặt thời hạn của nhiệm vụ «Đề ra biện pháp cụ thể» là ngày 03/05/2024
      Và giao nhiệm vụ ngày 12/01/2024
      Khi đến 12 giờ ngày 02/05/2024
      Thì công chức Tư pháp được nhắc trước hạn về nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp lúc 8 giờ ngày 23/04/2024
      Và công chức Tư pháp được nhắc trước hạn về nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp lúc 8 giờ ngày 25/04/2024
      Và công chức Tư pháp được nhắc trước hạn về nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp lúc 8 giờ ngày 02/05/2024
      Và về nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp có đúng 3 lần nhắc trước hạn

  @muc_3_1_2 @gd_15 @bay_17 @co_che_3
  Quy tắc: Đúng hạn hay không tính ở đầu mối tiếp nhận

    Kịch bản: Nộp trong hạn nhưng đầu mối nhận sau hạn thì quá hạn
      Biết giao nhiệm vụ ngày 12/01/2024
      Và công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 16 giờ ngày 11/03/2024
      Và công chức Văn phòng - Thống kê tiếp nhận báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 12/03/2024
      Khi Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 13/03/2024
      Thì báo cáo quý I của công chức Tư pháp được đánh giá là quá hạn
      Và báo cáo quý I của công chức Tư pháp được nhận lúc 9 giờ ngày 12/03/2024

    Kịch bản: Không ai tự nhận thay đầu mối
      Biết giao nhiệm vụ ngày 12/01/2024
      Và công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 16 giờ ngày 11/03/2024
      Khi công chức Tư pháp tiếp nhận báo cáo quý I của công chức Tư pháp lúc 16 giờ 30 phút ngày 11/03/2024
      Thì việc đó bị từ chối vì «Chỉ đầu mối tiếp nhận»
      Và báo cáo quý I của công chức Tư pháp được nhận lúc 16 giờ ngày 11/03/2024

    Kịch bản: Đầu mối im lặng thì tính theo lúc gửi
      Biết giao nhiệm vụ ngày 12/01/2024
      Và công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 16 giờ ngày 11/03/2024
      Khi Chủ tịch đánh giá báo cáo quý I của công chức Tư pháp là đạt lúc 9 giờ ngày 13/03/2024
      Thì báo cáo quý I của công chức Tư pháp được đánh giá là đúng hạn

  @muc_3_2_2 @gd_23
  Quy tắc: Hạn gửi báo cáo tổng hợp mà văn bản không nêu thì lấy ba ngày làm việc sau khi khép kỳ số liệu

    Khung kịch bản: Báo cáo tổng hợp <kỳ>
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì báo cáo tổng hợp <kỳ> đến hạn hết ngày <hạn>
      Và báo cáo tổng hợp <kỳ> ghi nguồn của thời hạn là «Mặc định hệ thống»

      Dữ liệu: Hai kỳ quý III và cả năm khép vào thứ Bảy
        | kỳ      | hạn        |
        | quý I   | 19/03/2024 |
        | 6 tháng | 19/06/2024 |
        | quý III | 18/09/2024 |
        | năm     | 18/12/2024 |
