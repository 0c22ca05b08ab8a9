# language: vi
@loi_hua_4 @ba_bich
Tính năng: Lời hứa 4 - Không ai bị xét khi chưa được nhắc
  Một nấc chỉ đến sau khi nấc trước đã đến tay người nhận, có bằng chứng, và đã qua đủ thời gian.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @muc_3_1_2 @gd_09
  Quy tắc: Sau khi ngừng chạy, hệ thống vẫn nhắc trước rồi mới xét

    Kịch bản: Chạy lại sau hai tuần thì mới chỉ nhắc nhở
      Biết hệ thống ngừng chạy từ 8 giờ ngày 11/03/2024
      Khi hệ thống chạy lại lúc 8 giờ ngày 25/03/2024
      Thì công chức Tư pháp bị nhắc nhở về báo cáo quý I của công chức Tư pháp lúc 8 giờ ngày 25/03/2024
      Và chưa có đôn đốc nào về báo cáo quý I của công chức Tư pháp

    Kịch bản: Hôm sau mới đôn đốc, dù lẽ ra đã đến lúc phê bình
      Biết hệ thống ngừng chạy từ 8 giờ ngày 11/03/2024
      Và hệ thống chạy lại lúc 8 giờ ngày 25/03/2024
      Khi đến 8 giờ ngày 26/03/2024
      Thì đôn đốc về báo cáo quý I của công chức Tư pháp được trình công chức Văn phòng - Thống kê ký lúc 8 giờ ngày 26/03/2024
      Và chưa có phê bình nào về báo cáo quý I của công chức Tư pháp

    Khung kịch bản: Đôn đốc đến tay ngày <ký> thì sớm nhất <phê bình> mới đề xuất phê bình
      Biết công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày <ký>
      Khi đến 8 giờ ngày <phê bình>
      Thì phê bình về báo cáo quý I của công chức Tư pháp được trình Chủ tịch quyết định lúc 8 giờ ngày <phê bình>

      Dữ liệu:
        | ký         | phê bình   |
        | 14/03/2024 | 20/03/2024 |
        | 15/03/2024 | 20/03/2024 |

  @muc_3_1_2 @gd_09
  Quy tắc: Thư còn nằm chờ chưa phải là đã đến tay

    Kịch bản: Máy chủ thư hỏng thì chưa có nấc sau
      Biết máy chủ thư ngừng từ 7 giờ ngày 12/03/2024
      Khi đến 8 giờ ngày 14/03/2024
      Thì công chức Tư pháp chưa nhận được nhắc nhở về báo cáo quý I của công chức Tư pháp
      Và chưa có đôn đốc nào về báo cáo quý I của công chức Tư pháp

    Kịch bản: Thư đến muộn thì nấc sau lùi theo
      Biết máy chủ thư ngừng từ 7 giờ ngày 12/03/2024
      Và máy chủ thư hoạt động lại lúc 10 giờ ngày 14/03/2024
      Khi đến 8 giờ ngày 15/03/2024
      Thì công chức Tư pháp nhận được nhắc nhở về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024
      Và đôn đốc về báo cáo quý I của công chức Tư pháp được trình công chức Văn phòng - Thống kê ký lúc 8 giờ ngày 15/03/2024

    Kịch bản: Không gửi được thì phải tống đạt bằng giấy
      Biết công chức Tư pháp không có kênh nhận thư chính thức
      Khi đến 8 giờ ngày 14/03/2024
      Thì công chức Văn phòng - Thống kê được báo phải tống đạt nhắc nhở về báo cáo quý I của công chức Tư pháp bằng giấy
      Và chưa có đôn đốc nào về báo cáo quý I của công chức Tư pháp
      Và đôn đốc về báo cáo quý I của công chức Tài chính được trình công chức Văn phòng - Thống kê ký lúc 8 giờ ngày 14/03/2024

    Kịch bản: Tống đạt có bằng chứng thì nấc sau mới tính
      Biết công chức Tư pháp không có kênh nhận thư chính thức
      Và công chức Văn phòng - Thống kê tống đạt nhắc nhở về báo cáo quý I của công chức Tư pháp với bằng chứng «ký nhận số 12» lúc 9 giờ ngày 14/03/2024
      Khi đến 8 giờ ngày 15/03/2024
      Thì đôn đốc về báo cáo quý I của công chức Tư pháp được trình công chức Văn phòng - Thống kê ký lúc 8 giờ ngày 15/03/2024
