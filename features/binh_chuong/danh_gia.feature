# language: vi
@binh_chuong
Tính năng: Bốn yêu cầu đối với báo cáo của Bình Chương
  Công văn đòi báo cáo bảo đảm nội dung, số liệu, chất lượng và thời gian; chỉ thời gian do sổ tính.

  Bối cảnh:
    Biết văn bản chỉ đạo của xã Bình Chương đang áp dụng
    Và giao nhiệm vụ ngày 03/02/2026
    Và Trưởng phòng Kinh tế xã nộp báo cáo quý I năm 2026 của Phòng Kinh tế xã lúc 9 giờ ngày 09/03/2026

  @muc_6_2 @gd_68
  Quy tắc: Ba tiêu chí do người đánh giá ghi, cả ba hoặc không tiêu chí nào; thời gian do sổ tính

    Kịch bản: Cả ba tiêu chí đạt thì được đánh giá đạt, đúng hạn hay không do sổ tính
      Khi Chủ tịch Ủy ban nhân dân xã đánh giá báo cáo quý I năm 2026 của Phòng Kinh tế xã là đạt lúc 9 giờ ngày 11/03/2026, với nội dung đạt, số liệu đạt, chất lượng đạt
      Thì việc đó được chấp nhận
      Và báo cáo quý I năm 2026 của Phòng Kinh tế xã được đánh giá là đúng hạn

    Khung kịch bản: Một tiêu chí chưa đạt thì không thể đánh giá đạt: <tiêu chí>
      Khi Chủ tịch Ủy ban nhân dân xã đánh giá báo cáo quý I năm 2026 của Phòng Kinh tế xã là đạt lúc 9 giờ ngày 11/03/2026, với nội dung <nội dung>, số liệu <số liệu>, chất lượng <chất lượng>
      Thì việc đó bị từ chối vì «tiêu chí chưa đạt: <tiêu chí>»

      Dữ liệu:
        | tiêu chí   | nội dung | số liệu  | chất lượng |
        | nội dung   | chưa đạt | đạt      | đạt        |
        | số liệu    | đạt      | chưa đạt | đạt        |
        | chất lượng | đạt      | đạt      | chưa đạt   |

    Kịch bản: Ghi một tiêu chí mà bỏ hai tiêu chí kia thì chưa thành đánh giá
      Khi Chủ tịch Ủy ban nhân dân xã đánh giá báo cáo quý I năm 2026 của Phòng Kinh tế xã là đạt lúc 9 giờ ngày 11/03/2026, chỉ ghi nội dung đạt
      Thì việc đó bị từ chối vì «còn thiếu: số liệu»

    Kịch bản: Người đánh giá không tự ghi được đúng hạn hay quá hạn
      Khi Chủ tịch Ủy ban nhân dân xã đánh giá báo cáo quý I năm 2026 của Phòng Kinh tế xã là đạt lúc 9 giờ ngày 11/03/2026, tự ghi là quá hạn
      Thì việc đó bị từ chối vì «do sổ tính»
