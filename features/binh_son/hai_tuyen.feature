# language: vi
@binh_son
Tính năng: Hai tuyến Đảng và chính quyền của Bình Sơn
  Công văn của Huyện ủy giao cho Ủy ban nhân dân huyện và Đảng ủy xã; người đứng đầu và bí thư cùng chịu trách nhiệm.

  Bối cảnh:
    Biết văn bản chỉ đạo của huyện Bình Sơn đang áp dụng
    Và giao nhiệm vụ ngày 13/10/2022

  @muc_1_3_1 @muc_1_3_2 @co_che_8 @gd_04
  Quy tắc: Một nội dung báo cáo, hai nơi nhận, hai đồng hồ tính hạn

    Kịch bản: Một nội dung báo cáo, hai nơi nhận, hai đồng hồ tính hạn
      Biết Chủ tịch Ủy ban nhân dân huyện nộp nhiệm vụ «Báo cáo định kỳ về cải cách thủ tục hành chính gửi Thường trực Huyện ủy» kỳ «năm 2022» lúc 9 giờ ngày 08/12/2022
      Khi đến 8 giờ ngày 13/12/2022
      Thì nhiệm vụ «Báo cáo định kỳ về cải cách thủ tục hành chính gửi Thường trực Huyện ủy» kỳ «năm 2022» không bị ghi nhận quá hạn
      Và nhiệm vụ «Báo cáo định kỳ về cải cách thủ tục hành chính gửi Ủy ban nhân dân tỉnh» kỳ «năm 2022» bị ghi nhận quá hạn từ hết ngày 12/12/2022

    Kịch bản: Mỗi báo cáo nằm trên tuyến của nó
      Khi đến 8 giờ ngày 01/12/2022
      Thì hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Báo cáo định kỳ về cải cách thủ tục hành chính gửi Thường trực Huyện ủy» kỳ «năm 2022» thì được trả lời «Thường trực Huyện ủy Bình Sơn»
      Và hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Báo cáo định kỳ về cải cách thủ tục hành chính gửi Ủy ban nhân dân tỉnh» kỳ «năm 2022» thì được trả lời «Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi»
      Và hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Báo cáo định kỳ về cải cách thủ tục hành chính gửi Thường trực Huyện ủy» kỳ «năm 2022» thì được trả lời «Đầu mối tiếp nhận (tính đúng hạn tại đây): Chánh Văn phòng Huyện ủy Bình Sơn»

    Khung kịch bản: Hai báo cáo cùng hạn, chậm thì nhắc nhở trên tuyến của từng báo cáo: <tuyến>
      Khi đến 8 giờ ngày 13/12/2022
      Thì nhiệm vụ «<báo cáo>» kỳ «năm 2022» đến hạn hết ngày 12/12/2022
      Và nhiệm vụ «<báo cáo>» kỳ «năm 2022» ghi nguồn của thời hạn là «Mặc định hệ thống»
      Và nhắc nhở tuyến <tuyến> về nhiệm vụ «<báo cáo>» kỳ «năm 2022» gửi Chủ tịch Ủy ban nhân dân huyện lúc 8 giờ ngày 13/12/2022

      Dữ liệu:
        | báo cáo                                                                           | tuyến       |
        | Báo cáo định kỳ về cải cách thủ tục hành chính gửi Thường trực Huyện ủy           | Đảng        |
        | Báo cáo định kỳ về cải cách thủ tục hành chính gửi Ủy ban nhân dân tỉnh           | chính quyền |

  @muc_2 @muc_3_2 @gd_40 @co_che_8
  Quy tắc: Thủ trưởng và bí thư chịu trách nhiệm trên hai tuyến, mỗi người được nhắc riêng

    Kịch bản: Hết hạn thì nhắc cả bí thư và chủ tịch xã
      Khi đến 8 giờ ngày 28/10/2022
      Thì nhắc nhở tuyến Đảng về nhiệm vụ «Tổ chức triển khai Công văn 5064/UBND-TTHC tới» của Đảng ủy xã Bình An gửi Bí thư Đảng ủy xã Bình An lúc 8 giờ ngày 28/10/2022
      Và nhắc nhở tuyến chính quyền về nhiệm vụ «Tổ chức triển khai Công văn 5064/UBND-TTHC tới» của Đảng ủy xã Bình An gửi Chủ tịch Ủy ban nhân dân xã Bình An lúc 8 giờ ngày 28/10/2022

    Kịch bản: Hạn là mặc định nên cả hai tuyến đều dừng ở nhắc nhở
      Khi đến hết ngày 30/11/2022
      Thì về nhiệm vụ «Tổ chức triển khai Công văn 5064/UBND-TTHC tới» của Đảng ủy xã Bình An có đúng 2 lượt nhắc nhở
      Và chưa có đôn đốc nào về nhiệm vụ «Tổ chức triển khai Công văn 5064/UBND-TTHC tới» của Đảng ủy xã Bình An

    Kịch bản: Xác nhận thời hạn rồi thì mỗi tuyến đi tiếp, trình đúng người của tuyến mình
      Biết Thường trực Huyện ủy xác nhận thời hạn của nhiệm vụ «Tổ chức triển khai Công văn 5064/UBND-TTHC tới» của Đảng ủy xã Bình An lúc 8 giờ ngày 20/10/2022
      Và đến 8 giờ ngày 01/11/2022
      Và Chánh Văn phòng Huyện ủy ký đôn đốc về nhiệm vụ «Tổ chức triển khai Công văn 5064/UBND-TTHC tới» của Đảng ủy xã Bình An lúc 9 giờ ngày 01/11/2022
      Khi đến 8 giờ ngày 07/11/2022
      Thì phê bình tuyến Đảng về nhiệm vụ «Tổ chức triển khai Công văn 5064/UBND-TTHC tới» của Đảng ủy xã Bình An trình Thường trực Huyện ủy quyết định lúc 8 giờ ngày 07/11/2022

  @muc_1_2_2 @co_che_21 @bay_13 @loi_hua_9
  Quy tắc: Chỉ tiêu nằm trong văn bản kèm theo chưa có thì chưa đủ dữ liệu

    Khung kịch bản: Chưa có số của Công văn 5064 thì không kết luận về <việc>
      Khi Chủ tịch Ủy ban nhân dân huyện ghi nhận số liệu «900/1000» của nhiệm vụ «Đạt chỉ tiêu được giao về <việc>» lúc 9 giờ ngày 01/12/2022
      Thì việc đó được chấp nhận
      Và số liệu vừa ghi của nhiệm vụ «Đạt chỉ tiêu được giao về <việc>» cho thấy chưa đủ dữ liệu

      Dữ liệu:
        | việc                  |
        | dịch vụ công trực tuyến |
        | thanh toán trực tuyến |
        | đồng bộ hồ sơ         |

  @muc_1_2_4 @co_che_21 @loi_hua_5
  Quy tắc: Hạn chế tối đa mà không có ngưỡng thì không ai bị leo thang

    Kịch bản: Hồ sơ quá hạn nhiều hơn vẫn không leo thang theo thời gian
      Khi đến hết ngày 31/12/2022
      Thì nhiệm vụ «Giảm hồ sơ quá hạn trong toàn huyện» không bị ghi nhận quá hạn
      Và chưa có nhắc nhở nào về nhiệm vụ «Giảm hồ sơ quá hạn trong toàn huyện»
