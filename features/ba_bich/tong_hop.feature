# language: vi
@ba_bich
Tính năng: Báo cáo lồng ghép và tổng hợp
  Văn phòng - Thống kê tổng hợp báo cáo của các ngành gửi huyện; văn bản không nêu ngày gửi và không cho phép chờ nhau.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024
    Và báo cáo quý I của công chức Tư pháp được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 08/03/2024
    Và báo cáo quý I của công chức Tài chính được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 08/03/2024
    Và báo cáo quý I của công chức Địa chính được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 08/03/2024
    Và báo cáo quý I của công chức Văn hóa được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 08/03/2024
    Và báo cáo quý I của Ban Chỉ huy Quân sự xã được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 08/03/2024

  @muc_3_2_2 @gd_23
  Quy tắc: Ngày gửi lên huyện không được nêu thì là ba ngày làm việc sau khi chốt số liệu

    Kịch bản: Chốt số liệu ngày 14/03 thì gửi huyện chậm nhất ngày 19/03
      Khi đến 8 giờ ngày 15/03/2024
      Thì báo cáo tổng hợp quý I đến hạn hết ngày 19/03/2024
      Và báo cáo tổng hợp quý I ghi nguồn của thời hạn là «Mặc định hệ thống»

  @muc_3_2_2 @gd_70 @co_che_7
  Quy tắc: Báo cáo tổng hợp gửi đúng hạn và nêu tên nơi chưa gửi

    Kịch bản: Tổng hợp đúng hạn và nêu tên đơn vị chưa gửi thay vì chờ đợi
      Khi công chức Văn phòng - Thống kê nộp báo cáo tổng hợp quý I lúc 16 giờ ngày 19/03/2024
      Thì báo cáo tổng hợp quý I gồm 5 báo cáo, chưa có báo cáo của «Công an xã»
      Và báo cáo tổng hợp quý I không bị ghi nhận quá hạn
      Và thư gửi Trưởng phòng Nội vụ về báo cáo tổng hợp quý I nêu chưa có phần của «Công an xã»
      Và hỏi vì sao về người chịu trách nhiệm của báo cáo tổng hợp quý I thì được trả lời «Chưa gửi: Công an xã (đã quá hạn 24 giờ ngày 11/03/2024)»

    Kịch bản: Nơi gửi muộn nhưng kịp lúc gửi đi thì vẫn được đưa vào
      Biết báo cáo quý I của Công an xã được nộp qua công chức Văn phòng - Thống kê lúc 15 giờ 59 phút ngày 19/03/2024
      Khi công chức Văn phòng - Thống kê nộp báo cáo tổng hợp quý I lúc 16 giờ ngày 19/03/2024
      Thì báo cáo tổng hợp quý I gồm đủ 6 báo cáo
      Và hỏi vì sao về người chịu trách nhiệm của báo cáo tổng hợp quý I thì được trả lời «Đến muộn nhưng kịp đưa vào: Công an xã»

    Kịch bản: Nơi gửi sau khi báo cáo tổng hợp đã đi thì không được tính là đã gồm
      Biết công chức Văn phòng - Thống kê nộp báo cáo tổng hợp quý I lúc 16 giờ ngày 19/03/2024
      Khi báo cáo quý I của Công an xã được nộp qua công chức Văn phòng - Thống kê lúc 16 giờ 1 phút ngày 19/03/2024
      Thì báo cáo tổng hợp quý I gồm 5 báo cáo, chưa có báo cáo của «Công an xã»
      Và hỏi vì sao về người chịu trách nhiệm của báo cáo tổng hợp quý I thì được trả lời «Đến sau khi đã gửi đi: Công an xã (16 giờ 01 ngày 19/03/2024)»

    Kịch bản: Việc đã thu hồi thì không ai phải chờ
      Biết Chủ tịch thu hồi báo cáo quý I của Công an xã vì «giao cho huyện» lúc 9 giờ ngày 11/03/2024
      Khi công chức Văn phòng - Thống kê nộp báo cáo tổng hợp quý I lúc 16 giờ ngày 19/03/2024
      Thì báo cáo tổng hợp quý I gồm đủ 5 báo cáo

  @muc_3_2_2 @gd_71 @co_che_7
  Quy tắc: Sáng ngày đến hạn, nơi tổng hợp được báo một lần còn thiếu những nơi nào

    Kịch bản: Sáng ngày đến hạn thì báo còn thiếu nơi nào, chạy lại không báo thêm
      Biết lập danh sách tổng hợp lúc 7 giờ 15 phút ngày 19/03/2024
      Khi lập danh sách tổng hợp lúc 7 giờ 30 phút ngày 19/03/2024
      Thì công chức Văn phòng - Thống kê được báo báo cáo tổng hợp quý I chưa có báo cáo của «Công an xã»

    Kịch bản: Trước ngày đến hạn thì chưa báo
      Khi lập danh sách tổng hợp lúc 17 giờ ngày 18/03/2024
      Thì không ai được báo báo cáo tổng hợp quý I còn thiếu báo cáo

    Kịch bản: Đã đủ thì không có gì phải báo
      Biết báo cáo quý I của Công an xã được nộp qua công chức Văn phòng - Thống kê lúc 7 giờ 14 phút ngày 19/03/2024
      Khi lập danh sách tổng hợp lúc 7 giờ 15 phút ngày 19/03/2024
      Thì không ai được báo báo cáo tổng hợp quý I còn thiếu báo cáo

  @muc_3_2_2 @gd_73 @gd_74
  Quy tắc: Chậm vì phải chờ nơi khác thì là phần của nơi ấy, không ai bị đề xuất phê bình vì phần chậm của người khác

    Bối cảnh:
      Biết Chủ tịch xác nhận thời hạn của báo cáo tổng hợp quý I lúc 8 giờ ngày 15/03/2024

    Kịch bản: Còn phải chờ thì chỉ bị nhắc nhở
      Khi đến 8 giờ ngày 29/03/2024
      Thì công chức Văn phòng - Thống kê bị nhắc nhở về báo cáo tổng hợp quý I lúc 8 giờ ngày 20/03/2024
      Và đôn đốc về báo cáo tổng hợp quý I dừng lại vì «Công an xã 2 ngày 30 phút làm việc (100 %)»
      Và chưa có đôn đốc nào về báo cáo tổng hợp quý I

    Kịch bản: Mọi nơi đã gửi đúng hạn thì nơi tổng hợp chịu toàn bộ phần chậm
      Biết báo cáo quý I của Công an xã được nộp qua công chức Văn phòng - Thống kê lúc 23 giờ 59 phút ngày 11/03/2024
      Khi đến 8 giờ ngày 22/03/2024
      Thì đôn đốc về báo cáo tổng hợp quý I được trình Chủ tịch ký lúc 8 giờ ngày 22/03/2024
      Và phần chậm của báo cáo tổng hợp quý I chia thành «Công chức Văn phòng - Thống kê xã 2 ngày 30 phút làm việc (100 %)»

    Kịch bản: Nơi gửi chậm đã gửi thì nơi tổng hợp có lại đủ thời gian của mình
      Biết báo cáo quý I của Công an xã được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 25/03/2024
      Khi đến 8 giờ ngày 02/04/2024
      Thì chưa có đôn đốc nào về báo cáo tổng hợp quý I

    Kịch bản: Hết thời gian của mình mà vẫn chậm thì đi tiếp từ nấc đã dừng
      Biết báo cáo quý I của Công an xã được nộp qua công chức Văn phòng - Thống kê lúc 9 giờ ngày 25/03/2024
      Khi đến 8 giờ ngày 03/04/2024
      Thì đôn đốc về báo cáo tổng hợp quý I được trình Chủ tịch ký lúc 8 giờ ngày 03/04/2024
      Và phần chậm của báo cáo tổng hợp quý I chia thành «Công chức Văn phòng - Thống kê xã 6 giờ 30 phút làm việc (9 %); Công an xã 9 ngày 1 giờ 30 phút làm việc (91 %)»

    Kịch bản: Nơi gửi chậm nhiều ngày nhưng kịp trước hạn tổng hợp vẫn chịu phần của mình
      Biết báo cáo quý I của Công an xã được nộp qua công chức Văn phòng - Thống kê lúc 17 giờ ngày 13/03/2024
      Khi công chức Văn phòng - Thống kê nộp báo cáo tổng hợp quý I lúc 17 giờ ngày 22/03/2024
      Thì phần chậm của báo cáo tổng hợp quý I chia thành «Công chức Văn phòng - Thống kê xã 1 ngày làm việc (33 %); Công an xã 2 ngày làm việc (67 %)»

  @muc_3_1_3 @gd_72 @bay_23
  Quy tắc: Số lũy kế không nhỏ hơn các kỳ nằm trong nó; trái thì đánh dấu, không từ chối

    Bối cảnh:
      Biết công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 15/03/2024, số liệu chính thức là «162/376»

    Kịch bản: Số lũy kế sáu tháng thấp hơn quý I thì bị đánh dấu bất hợp lý
      Khi công chức Tư pháp nộp báo cáo 6 tháng của công chức Tư pháp lúc 9 giờ ngày 07/06/2024, số liệu ước là «161/400»
      Thì việc đó được chấp nhận
      Và báo cáo 6 tháng của công chức Tư pháp bị đánh dấu bất hợp lý vì «6 tháng đầu năm 2024 161, nhỏ hơn Quý I năm 2024 162»
      Và công chức Văn phòng - Thống kê được báo số liệu của báo cáo 6 tháng của công chức Tư pháp bất hợp lý
      Và báo cáo 6 tháng của công chức Tư pháp ở trạng thái «đã báo cáo»

    Kịch bản: Bằng quý I thì không bị đánh dấu
      Khi công chức Tư pháp nộp báo cáo 6 tháng của công chức Tư pháp lúc 9 giờ ngày 07/06/2024, số liệu ước là «162/376»
      Thì báo cáo 6 tháng của công chức Tư pháp không bị đánh dấu bất hợp lý

    Kịch bản: Tổng số nhỏ hơn cũng bị đánh dấu
      Khi công chức Tư pháp nộp báo cáo 6 tháng của công chức Tư pháp lúc 9 giờ ngày 07/06/2024, số liệu ước là «170/375»
      Thì báo cáo 6 tháng của công chức Tư pháp bị đánh dấu bất hợp lý vì «(tổng số): 6 tháng đầu năm 2024 375, nhỏ hơn Quý I năm 2024 376»

    Kịch bản: Số của nơi khác không được so với nhau
      Khi công chức Tài chính nộp báo cáo 6 tháng của công chức Tài chính lúc 9 giờ ngày 07/06/2024, số liệu ước là «1/2»
      Thì báo cáo 6 tháng của công chức Tài chính không bị đánh dấu bất hợp lý

    Khung kịch bản: Số cả năm <số> so với 6 tháng 200 và quý III 100
      Biết công chức Tư pháp nộp báo cáo 6 tháng của công chức Tư pháp lúc 9 giờ ngày 07/06/2024, số liệu ước là «200/500»
      Và công chức Tư pháp nộp báo cáo quý III của công chức Tư pháp lúc 9 giờ ngày 06/09/2024, số liệu ước là «100/200»
      Khi công chức Tư pháp nộp báo cáo năm 2024 của công chức Tư pháp lúc 9 giờ ngày 06/12/2024, số liệu ước là «<số>/700»
      Thì báo cáo năm 2024 của công chức Tư pháp <kết quả>

      Dữ liệu:
        | số  | kết quả                                                                                       |
        | 299 | bị đánh dấu bất hợp lý vì «Năm 2024 299, nhỏ hơn 6 tháng đầu năm 2024 200 + Quý III năm 2024 100» |
        | 300 | không bị đánh dấu bất hợp lý                                                                  |
