# language: vi
@cam_giang
Tính năng: Nhiều loại trách nhiệm về một hồ sơ quá hạn
  Cùng một hồ sơ, mỗi người chịu một loại trách nhiệm theo dòng của văn bản nói về mình; không ai chịu hai lần.

  Bối cảnh:
    Biết thông báo kết luận của xã Cẩm Giang đang áp dụng
    Và giao nhiệm vụ ngày 01/04/2026

  @muc_1_2_2_2 @muc_7_1 @muc_2_1 @co_che_13 @bay_11
  Quy tắc: Thủ trưởng chịu trách nhiệm trực tiếp, Phó Chủ tịch và Trung tâm toàn diện, đầu mối chính

    Kịch bản: Hồ sơ của Phòng Kinh tế quá hạn thì bốn người chịu trách nhiệm, mỗi người một loại
      Khi Giám đốc Trung tâm Phục vụ hành chính công xã báo sự kiện «hs-0042» là «Hồ sơ 0042 quá hạn» cho nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã lúc 10 giờ ngày 12/05/2026
      Thì Trưởng phòng Kinh tế xã chịu trách nhiệm «trực tiếp» về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042»
      Và Phó Chủ tịch Ủy ban nhân dân xã chịu trách nhiệm «toàn diện» về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042»
      Và Giám đốc Trung tâm Phục vụ hành chính công xã chịu trách nhiệm «toàn diện» về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042»
      Và Trưởng phòng Văn hóa - Xã hội xã chịu trách nhiệm «chính» về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042»
      Và về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Kinh tế xã sự kiện «hs-0042» có đúng 4 người chịu trách nhiệm

    Kịch bản: Hồ sơ của chính đầu mối quá hạn thì đầu mối chỉ chịu một lần, trực tiếp
      Khi Giám đốc Trung tâm Phục vụ hành chính công xã báo sự kiện «hs-0043» là «Hồ sơ 0043 quá hạn» cho nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Văn hóa - Xã hội xã lúc 10 giờ ngày 12/05/2026
      Thì Trưởng phòng Văn hóa - Xã hội xã chịu trách nhiệm «trực tiếp» về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Văn hóa - Xã hội xã sự kiện «hs-0043»
      Và về nhiệm vụ «Không để xảy ra hồ sơ» của Phòng Văn hóa - Xã hội xã sự kiện «hs-0043» có đúng 3 người chịu trách nhiệm
