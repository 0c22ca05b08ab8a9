# language: vi
@thi_xa
Tính năng: Mất điểm chỉ số thì khắc phục, và ai chịu trách nhiệm
  Tiêu chí bị trừ điểm năm trước thành việc khắc phục; mất điểm năm nay do chậm và lỗi chủ quan thì người đứng đầu chịu trách nhiệm.

  Bối cảnh:
    Biết văn bản chỉ đạo của thị xã (văn bản mất phần đầu) đang áp dụng
    Và giao nhiệm vụ ngày 14/03/2024

  @muc_1_1_1 @co_che_15 @gd_08
  Quy tắc: Mỗi tiêu chí bị trừ điểm năm 2023 là một việc khắc phục của nơi tham mưu

    Kịch bản: Tiêu chí bị trừ nửa điểm thành việc của Phòng Tư pháp
      Khi Trưởng phòng Nội vụ thị xã nhập điểm chỉ số cải cách hành chính năm 2023 lúc 9 giờ ngày 15/03/2024:
        | tiêu chí | nội dung   | điểm tối đa | điểm | đơn vị tham mưu         |
        | 1.1      | Kế hoạch   | 2           | 2    | Phòng Nội vụ thị xã     |
        | 1.2      | Tuyên truyền | 1,5       | 1    | Phòng Tư pháp thị xã    |
      Thì việc đó được chấp nhận
      Và sổ có việc «Khắc phục tiêu chí 1.2 bị trừ 0,5 điểm» của Trưởng phòng Tư pháp thị xã theo «kh-36»

  @muc_1_1_4 @co_che_14 @gd_07 @gd_08 @bay_14
  Quy tắc: Tiêu chí mất điểm do lỗi chủ quan được quy về người đứng đầu đơn vị tham mưu

    Kịch bản: Tiêu chí mất điểm do lỗi chủ quan được quy về người đứng đầu đơn vị tham mưu
      Biết Chủ tịch Ủy ban nhân dân thị xã xác nhận thời hạn của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 8 giờ ngày 03/06/2024
      Và đến 8 giờ ngày 11/06/2024
      Khi Trưởng phòng Nội vụ thị xã nhập điểm chỉ số cải cách hành chính năm 2024 lúc 9 giờ ngày 02/12/2024:
        | tiêu chí | nội dung | điểm tối đa | điểm | đơn vị tham mưu      |
        | 3.1      | Thủ tục  | 5           | 4    | Phòng Tư pháp thị xã |
      Thì việc đó được chấp nhận
      Và Trưởng phòng Tư pháp thị xã chịu trách nhiệm «chính» về nhiệm vụ «Chịu trách nhiệm trước Chủ tịch» của Phòng Tư pháp thị xã sự kiện «par-2024-3-1»
      Và Trưởng phòng Tư pháp thị xã chịu trách nhiệm về nhiệm vụ «Chịu trách nhiệm trước Chủ tịch» của Phòng Tư pháp thị xã sự kiện «par-2024-3-1» trước Chủ tịch Ủy ban nhân dân thị xã

    Kịch bản: Không chậm việc nào thì mất điểm chưa đủ để quy trách nhiệm
      Khi Trưởng phòng Nội vụ thị xã nhập điểm chỉ số cải cách hành chính năm 2024 lúc 9 giờ ngày 03/06/2024:
        | tiêu chí | nội dung | điểm tối đa | điểm | đơn vị tham mưu      |
        | 3.1      | Thủ tục  | 5           | 4    | Phòng Tư pháp thị xã |
      Thì việc đó được chấp nhận
      Và tính đến 9 giờ ngày 03/06/2024, Trưởng phòng Tư pháp thị xã chịu trách nhiệm 0 lần trong năm

    Kịch bản: Chậm nhưng không mất điểm thì không ai chịu trách nhiệm về điểm
      Biết Chủ tịch Ủy ban nhân dân thị xã xác nhận thời hạn của báo cáo 6 tháng đầu năm 2024 của Phòng Tư pháp thị xã lúc 8 giờ ngày 03/06/2024
      Và đến 8 giờ ngày 11/06/2024
      Khi Trưởng phòng Nội vụ thị xã nhập điểm chỉ số cải cách hành chính năm 2024 lúc 9 giờ ngày 12/06/2024:
        | tiêu chí | nội dung | điểm tối đa | điểm | đơn vị tham mưu      |
        | 3.1      | Thủ tục  | 5           | 5    | Phòng Tư pháp thị xã |
      Thì tính đến 9 giờ ngày 12/06/2024, Trưởng phòng Tư pháp thị xã chịu trách nhiệm 1 lần trong năm
