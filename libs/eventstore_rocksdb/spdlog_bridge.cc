#include "eventstore_rocksdb/spdlog_bridge.h"

#include <rocksdb/env.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <string_view>

namespace debut::eventstore_rocksdb {
namespace {

spdlog::level::level_enum LevelOf(rocksdb::InfoLogLevel level) {
  switch (level) {
    case rocksdb::InfoLogLevel::WARN_LEVEL:
      return spdlog::level::warn;
    case rocksdb::InfoLogLevel::ERROR_LEVEL:
      return spdlog::level::err;
    case rocksdb::InfoLogLevel::FATAL_LEVEL:
      return spdlog::level::critical;
    default:
      return spdlog::level::debug;
  }
}

class SpdlogBridge final : public rocksdb::Logger {
 public:
  ~SpdlogBridge() override { closed_ = true; }

  void Logv(const char* format, va_list arguments) override {
    Logv(rocksdb::InfoLogLevel::INFO_LEVEL, format, arguments);
  }

  void Logv(const rocksdb::InfoLogLevel level, const char* format, va_list arguments) override {
    const spdlog::level::level_enum to = LevelOf(level);
    if (!spdlog::should_log(to)) return;
    std::array<char, 1'024> line;
    const int length = std::vsnprintf(line.data(), line.size(), format, arguments);
    if (length < 0) return;
    std::string_view kept(line.data(), std::min(static_cast<std::size_t>(length), line.size() - 1));
    while (kept.ends_with('\n')) kept.remove_suffix(1);
    spdlog::log(to, "rocksdb: {}", kept);
  }
};

}  // namespace

std::shared_ptr<rocksdb::Logger> NewSpdlogBridge() { return std::make_shared<SpdlogBridge>(); }

}  // namespace debut::eventstore_rocksdb
