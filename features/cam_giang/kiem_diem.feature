# language: vi
@cam_giang
Tính năng: Để xảy ra hồ sơ quá hạn thì kiểm điểm
  Trong lĩnh vực của một Phó Chủ tịch, thông báo kết luận đi thẳng tới kiểm điểm, không qua các nấc trước; máy chỉ đề xuất.

  Bối cảnh:
    Biết thông báo kết luận của xã Cẩm Giang đang áp dụng
    Và giao nhiệm vụ ngày 01/04/2026

  @muc_1_2_2_2 @co_che_18 @loi_hua_5
  Quy tắc: Hồ sơ quá hạn ở Cẩm Giang đi thẳng tới nấc kiểm điểm

    Kịch bản: Hồ sơ quá hạn ở Cẩm Giang đi thẳng tới nấc kiểm điểm
      Khi Giám đốc Trung tâm Phục vụ hành chính công xã báo sự kiện «hs-0042» là «Hồ sơ 0042 quá hạn» cho nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã lúc 10 giờ ngày 12/05/2026
      Thì việc đó được chấp nhận
      Và kiểm điểm về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042» được trình Chủ tịch quyết định lúc 10 giờ ngày 12/05/2026
      Và chưa có nhắc nhở nào về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042»
      Và chưa có đôn đốc nào về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042»

    Kịch bản: Chủ tịch có thể không ban hành, kèm lý do
      Biết Giám đốc Trung tâm Phục vụ hành chính công xã báo sự kiện «hs-0042» là «Hồ sơ 0042 quá hạn» cho nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã lúc 10 giờ ngày 12/05/2026
      Khi Chủ tịch từ chối kiểm điểm về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042» vì «Lỗi do phần mềm» lúc 14 giờ ngày 12/05/2026
      Thì kiểm điểm về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042» ở trạng thái «không ban hành»

    Kịch bản: Đơn vị tự báo cáo không làm mất đề xuất kiểm điểm về chính mình
      Biết Giám đốc Trung tâm Phục vụ hành chính công xã báo sự kiện «hs-0042» là «Hồ sơ 0042 quá hạn» cho nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã lúc 10 giờ ngày 12/05/2026
      Khi Trưởng phòng Kinh tế xã nộp nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042» lúc 10 giờ 30 phút ngày 12/05/2026
      Thì việc đó được chấp nhận
      Và kiểm điểm về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042» ở trạng thái «đề xuất chờ quyết định»

    Kịch bản: Một hồ sơ chỉ báo một lần
      Biết Giám đốc Trung tâm Phục vụ hành chính công xã báo sự kiện «hs-0042» là «Hồ sơ 0042 quá hạn» cho nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã lúc 10 giờ ngày 12/05/2026
      Khi Giám đốc Trung tâm Phục vụ hành chính công xã báo sự kiện «hs-0042» là «Hồ sơ 0042 quá hạn» cho nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã lúc 11 giờ ngày 12/05/2026
      Thì việc đó bị từ chối vì «hs-0042»

  @muc_7_1 @co_che_3 @bay_7
  Quy tắc: Thủ trưởng chịu trách nhiệm thẳng với Chủ tịch dù có Phó Chủ tịch phụ trách; người ký thông báo không quyết định thay

    Kịch bản: Chánh Văn phòng ký thông báo nhưng Chủ tịch mới quyết định kiểm điểm
      Biết Giám đốc Trung tâm Phục vụ hành chính công xã báo sự kiện «hs-0042» là «Hồ sơ 0042 quá hạn» cho nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã lúc 10 giờ ngày 12/05/2026
      Khi Chánh Văn phòng HĐND và UBND xã từ chối kiểm điểm về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042» vì «Lỗi do phần mềm» lúc 14 giờ ngày 12/05/2026
      Thì việc đó bị từ chối vì «Chỉ người đang giữ văn bản để ký hoặc quyết định»
      Và kiểm điểm về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042» ở trạng thái «đề xuất chờ quyết định»

    Kịch bản: Trách nhiệm trực tiếp là việc thường trực của từng thủ trưởng, trước Chủ tịch
      Khi đến 8 giờ ngày 02/04/2026
      Thì nhiệm vụ «Trực tiếp chịu trách nhiệm với Chủ tịch» của Trưởng phòng Kinh tế xã không có thời hạn
      Và hỏi vì sao về người chịu trách nhiệm của nhiệm vụ «Trực tiếp chịu trách nhiệm với Chủ tịch» của Trưởng phòng Kinh tế xã thì được trả lời «Chuỗi leo thang: Trưởng phòng Kinh tế xã → Chủ tịch Ủy ban nhân dân xã»

  @muc_10 @co_che_26
  Quy tắc: Nơi nhận xác nhận đã đọc, mỗi nơi một lần

    Kịch bản: Trưởng phòng Kinh tế xác nhận đã đọc
      Khi Trưởng phòng Kinh tế xã xác nhận đã đọc văn bản lúc 9 giờ ngày 02/04/2026
      Thì văn bản được Trưởng phòng Kinh tế xã đọc lúc 9 giờ ngày 02/04/2026

    Kịch bản: Đơn vị nhận để thực hiện, Chủ tịch nhận để biết
      Khi đến 8 giờ ngày 02/04/2026
      Thì văn bản gửi Trưởng phòng Kinh tế xã với vai trò «thực hiện»
      Và văn bản gửi Phó Chủ tịch Thường trực với vai trò «thực hiện»
      Và văn bản gửi Chủ tịch với vai trò «để biết»
