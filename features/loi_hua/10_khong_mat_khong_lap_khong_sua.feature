# language: vi
@loi_hua_10 @ba_bich
Tính năng: Lời hứa 10 - Không mất, không lặp, không sửa
  Mỗi việc đổi trạng thái, ghi nhật ký và báo tin trong một lần; nhật ký chỉ ghi thêm và được niêm phong.

  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024

  @gd_09
  Quy tắc: Chạy lại thì không lặp

    Khung kịch bản: Quét lại lúc <lúc> không làm gì thêm
      Biết đến <lúc>
      Khi hệ thống quét lại với thời điểm <lúc>
      Thì lần quét đó không làm gì
      Và nhật ký còn nguyên vẹn

      Dữ liệu:
        | lúc                   |
        | 8 giờ ngày 08/03/2024 |
        | hết ngày 11/03/2024   |
        | 8 giờ ngày 14/03/2024 |

    Kịch bản: Quét với thời điểm đã qua thì không làm gì
      Biết đến 8 giờ ngày 14/03/2024
      Khi hệ thống quét lại với thời điểm 8 giờ ngày 12/03/2024
      Thì lần quét đó không làm gì

    Kịch bản: Một việc ghi hai lần chỉ tính một lần
      Biết công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 06/03/2024
      Khi công chức Tư pháp nộp báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 06/03/2024
      Thì nhật ký không thêm dòng nào

    Kịch bản: Việc bị từ chối không để lại dấu vết
      Khi công chức Tài chính nộp báo cáo quý I của công chức Tư pháp lúc 9 giờ ngày 06/03/2024
      Thì việc đó bị từ chối vì «không giữ vai trò đó»
      Và nhật ký không thêm dòng nào

  @gd_09
  Quy tắc: Nhật ký chỉ ghi thêm, ai sửa thì lộ

    Khung kịch bản: Không ai <sửa hay xóa> thẳng được nhật ký
      Biết đến 8 giờ ngày 12/03/2024
      Khi người quản trị <sửa hay xóa> thẳng một dòng nhật ký trong cơ sở dữ liệu
      Thì việc đó bị từ chối vì «chỉ được ghi thêm»
      Và nhật ký còn nguyên vẹn

      Dữ liệu:
        | sửa hay xóa |
        | sửa         |
        | xóa         |

    Khung kịch bản: Tháo khóa bảo vệ để <sửa hay xóa> thì niêm phong cho thấy
      Biết đến 8 giờ ngày 12/03/2024
      Khi người quản trị tháo khóa bảo vệ rồi <sửa hay xóa> thẳng dòng nhật ký thứ 20
      Thì việc kiểm tra nhật ký báo «<báo>»

      Dữ liệu:
        | sửa hay xóa | báo                                  |
        | sửa         | dòng 20 đã bị sửa sau khi niêm phong |
        | xóa         | dòng 20 đã bị xóa                    |
