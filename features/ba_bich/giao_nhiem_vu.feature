# language: vi
@ba_bich
Tính năng: Giao nhiệm vụ rõ ràng
  Thông báo kết luận tháng 01/2024 của xã Ba Bích chỉ được giao khi mọi nhiệm vụ đều rõ theo tiêu chuẩn
  của văn bản. Văn bản không nêu mấy rõ nên mặc định áp dụng bốn rõ.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng

  @gd_22
  Quy tắc: Chưa rõ thì chưa giao, và lời từ chối chỉ đúng chỗ còn thiếu

    Kịch bản: Văn bản đủ bốn rõ thì được giao
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì báo cáo quý I của công chức Tư pháp ở trạng thái «đã giao»
      Và báo cáo quý I của Công an xã ở trạng thái «đã giao»
      Và báo cáo quý III của công chức Tư pháp ở trạng thái «chưa mở»
      Và văn bản ở trạng thái «đã giao»

    Kịch bản: Từ chối giao khi thiếu người chịu trách nhiệm theo tiêu chuẩn bốn rõ
      Biết văn bản ghi công chức Văn phòng - Thống kê chịu trách nhiệm trước chính mình về nhiệm vụ «Tổng hợp báo cáo định kỳ»
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì việc đó bị từ chối vì «phải chịu trách nhiệm trước chính mình»
      Và lời từ chối ghi rõ «2024-kl-cchc.yaml:»
      Và không nhiệm vụ nào được giao

    Khung kịch bản: Thiếu một điều rõ thì không giao nhiệm vụ nào của văn bản: <thiếu>
      Biết văn bản bỏ trống <thiếu> của nhiệm vụ «Đề ra biện pháp cụ thể»
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì việc giao bị từ chối vì nhiệm vụ «Đề ra biện pháp cụ thể» chưa rõ <điều>
      Và lời từ chối chỉ đúng tệp và dòng của nhiệm vụ «Đề ra biện pháp cụ thể»
      Và không nhiệm vụ nào được giao

      Dữ liệu:
        | thiếu           | điều    |
        | người thực hiện | người   |
        | nội dung        | việc    |
        | kết quả         | kết quả |

  @gd_22 @gd_29 @co_che_4 @bay_4
  Quy tắc: Bốn rõ chưa đòi thời hạn, năm rõ thì có

    Kịch bản: Nhiệm vụ chưa có thời hạn đạt bốn rõ
      Biết văn bản áp dụng tiêu chuẩn bốn rõ
      Và văn bản bỏ trống thời hạn của nhiệm vụ «Đề ra biện pháp cụ thể»
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp ở trạng thái «đã giao»
      Và nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp không có thời hạn

    Kịch bản: Nhiệm vụ chưa có thời hạn không đạt năm rõ
      Biết văn bản áp dụng tiêu chuẩn năm rõ
      Và văn bản bỏ trống thời hạn của nhiệm vụ «Đề ra biện pháp cụ thể»
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì việc giao bị từ chối vì nhiệm vụ «Đề ra biện pháp cụ thể» chưa rõ thời gian
      Và không nhiệm vụ nào được giao

    Kịch bản: Văn bản có đủ thời hạn thì đạt cả năm rõ
      Biết văn bản áp dụng tiêu chuẩn năm rõ
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì nhiệm vụ «Đề ra biện pháp cụ thể» của công chức Tư pháp ở trạng thái «đã giao»

  @muc_2_1_3 @gd_02 @co_che_24
  Quy tắc: Việc cần cán bộ thực hiện chỉ bắt đầu khi đã phân công cán bộ cụ thể

    Bối cảnh:
      Biết giao nhiệm vụ ngày 12/01/2024

    Kịch bản: Người đứng đầu chưa phân công ai thì việc chưa bắt đầu
      Khi công chức Tư pháp nhận nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp mà không phân công ai lúc 9 giờ ngày 22/01/2024
      Thì việc đó bị từ chối vì «cán bộ được phân công»
      Và nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp ở trạng thái «đã giao»

    Kịch bản: Phân công cán bộ cụ thể thì việc bắt đầu, và văn bản cũng bắt đầu được thực hiện
      Khi công chức Tư pháp nhận nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp và phân công «cán bộ số 7» lúc 9 giờ ngày 22/01/2024
      Thì nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp ở trạng thái «đang thực hiện»
      Và văn bản ở trạng thái «đang thực hiện»

    Kịch bản: Chưa phân công thì không báo cáo được
      Khi công chức Tư pháp nộp nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp lúc 9 giờ ngày 22/01/2024
      Thì việc đó bị từ chối vì «phải được tiếp nhận và phân công cán bộ trước khi báo cáo»

    Kịch bản: Đơn vị khác không nhận thay
      Khi công chức Tài chính nhận nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp và phân công «cán bộ số 7» lúc 9 giờ ngày 22/01/2024
      Thì việc đó bị từ chối vì «Chỉ người đứng đầu»

  @muc_2_1_3 @gd_29
  Quy tắc: Việc một lần mà văn bản không nêu hạn thì hạn là ngày cuối của kỳ thực hiện, và chỉ là suy luận của hệ thống

    Kịch bản: Nhiệm vụ đột phá đến hạn ngày cuối năm
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp đến hạn hết ngày 31/12/2024
      Và nhiệm vụ «Hoàn thành nhiệm vụ đột phá» của công chức Tư pháp ghi nguồn của thời hạn là «Suy luận từ văn bản»

  @muc_2_2_1 @muc_2_4_2 @muc_2 @gd_03 @co_che_21 @co_che_27
  Quy tắc: Câu hô hào, chỉ tiêu phấn đấu và mức hạn chế tối đa không bao giờ quá hạn

    Khung kịch bản: Việc không có thời hạn vẫn được giao nhưng không quá hạn: <việc>
      Biết giao nhiệm vụ ngày 12/01/2024
      Và hệ thống ngừng chạy từ 8 giờ ngày 12/01/2024
      Khi hệ thống chạy lại lúc 8 giờ ngày 15/01/2025
      Thì nhiệm vụ «<việc>» của <ai> ở trạng thái «đã giao»
      Và nhiệm vụ «<việc>» của <ai> không có thời hạn
      Và nhiệm vụ «<việc>» của <ai> không bị ghi nhận quá hạn
      Và chưa có nhắc nhở nào về nhiệm vụ «<việc>» của <ai>

      Dữ liệu:
        | việc                         | ai                  |
        | Thông tin, tuyên truyền      | công chức Văn hóa   |
        | Giảm hồ sơ trễ hẹn           | công chức Tư pháp   |
        | Đưa chỉ số cải cách          | công chức Tài chính |

  @gd_14 @bay_15
  Quy tắc: Không truy hồi kỳ báo cáo đã qua trước khi văn bản có hiệu lực

    Khung kịch bản: Kỳ quý I đến hạn 18/03/2024, văn bản có hiệu lực ngày <hiệu lực>
      Biết văn bản ấn định hạn báo cáo của các ngành là 2 ngày làm việc sau khi khép kỳ số liệu
      Và văn bản có hiệu lực từ ngày <hiệu lực>
      Khi giao nhiệm vụ ngày <hiệu lực>
      Thì <kết quả>

      Dữ liệu:
        | hiệu lực   | kết quả                                                       |
        | 18/03/2024 | báo cáo quý I của công chức Tư pháp ở trạng thái «đã giao»    |
        | 19/03/2024 | văn bản không giao báo cáo quý I của công chức Tư pháp        |
        | 19/03/2024 | báo cáo 6 tháng của công chức Tư pháp ở trạng thái «đã giao»  |

    Kịch bản: Chính sách đặt hạn trước ngày văn bản có hiệu lực thì không được dùng
      Biết văn bản có hiệu lực từ ngày 14/03/2024
      Khi giao nhiệm vụ ngày 14/03/2024
      Thì việc đó bị từ chối vì «không được hồi tố»
      Và lời từ chối ghi rõ «2024-03-10»
      Và không nhiệm vụ nào được giao

    Kịch bản: Kỳ số liệu được phép bắt đầu trước ngày văn bản có hiệu lực
      Khi giao nhiệm vụ ngày 12/01/2024
      Thì hỏi vì sao về hạn của báo cáo quý I của công chức Tư pháp thì được trả lời «Kỳ số liệu từ 15/12/2023 đến 14/03/2024»
      Và báo cáo quý I của công chức Tư pháp ở trạng thái «đã giao»

    Kịch bản: Giao lại lần nữa không sinh thêm nhiệm vụ nào
      Biết giao nhiệm vụ ngày 12/01/2024
      Khi giao nhiệm vụ ngày 15/01/2024
      Thì việc giao thêm 0 nhiệm vụ
      Và nhật ký không thêm dòng nào
