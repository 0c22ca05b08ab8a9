# language: vi
@loi_hua_5 @ba_bich
Tính năng: Lời hứa 5 - Máy nhắc, người xét
  Nhắc nhở là tự động; phê bình và kiểm điểm chỉ là đề xuất có căn cứ để người có thẩm quyền quyết định.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024
    Và công chức Văn phòng - Thống kê ký đôn đốc về báo cáo quý I của công chức Tư pháp lúc 10 giờ ngày 14/03/2024

  @muc_3_1_2 @gd_09 @co_che_18
  Quy tắc: Không có quyết định của người có thẩm quyền thì không có phê bình

    Kịch bản: Đề xuất nằm chờ, người bị đề xuất chưa nhận văn bản nào
      Khi đến hết ngày 31/03/2024
      Thì phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «đề xuất chờ quyết định»
      Và công chức Tư pháp chưa nhận được phê bình về báo cáo quý I của công chức Tư pháp

    Kịch bản: Người không giữ đề xuất thì không quyết định được
      Khi Phó Chủ tịch đồng ý phê bình về báo cáo quý I của công chức Tư pháp vì «chậm nhiều lần» lúc 9 giờ ngày 21/03/2024
      Thì việc đó bị từ chối vì «Chỉ người đang giữ văn bản để ký hoặc quyết định»
      Và phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «đề xuất chờ quyết định»

    Kịch bản: Từ chối có lý do thì không ban hành phê bình
      Khi Chủ tịch từ chối phê bình về báo cáo quý I của công chức Tư pháp vì «đã bố trí người làm thay» lúc 9 giờ ngày 21/03/2024
      Thì phê bình về báo cáo quý I của công chức Tư pháp ở trạng thái «không ban hành»
      Và công chức Tư pháp chưa nhận được phê bình về báo cáo quý I của công chức Tư pháp
