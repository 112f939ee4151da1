#include "eventstore/plain_text.h"

#include <cstddef>
#include <cstdint>

namespace debut::eventstore {
namespace {

// Bytes of the sequence that `lead` starts; 0: none starts so.
std::size_t SequenceBytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

bool IsAllowed(std::uint32_t code_point, std::size_t bytes) {
  if (code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0)) return false;
  if (code_point >= 0xd800 && code_point < 0xe000) return false;
  if (bytes == 3) return code_point >= 0x800;
  return bytes != 4 || (code_point >= 0x10000 && code_point <= 0x10ffff);
}

}  // namespace

bool IsPlainText(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = SequenceBytes(lead);
    if (bytes == 0 || bytes > text.size() - at) return false;
    std::uint32_t code_point = bytes == 1 ? lead : lead & (0x7fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      if ((next & 0xc0) != 0x80) return false;
      code_point = code_point << 6 | (next & 0x3f);
    }
    if (!IsAllowed(code_point, bytes)) return false;
    at += bytes;
  }
  return true;
}

}  // namespace debut::eventstore
