#include "projection/rocksdb_info_log.h"

#include <rocksdb/env.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstdarg>
#include <cstdio>

namespace debut::projection {
namespace {

constexpr std::size_t kLineBytesMax = 1024;

spdlog::level::level_enum LevelOf(rocksdb::InfoLogLevel level) {
  if (level == rocksdb::InfoLogLevel::HEADER_LEVEL) return spdlog::level::debug;
  if (level >= rocksdb::InfoLogLevel::ERROR_LEVEL) return spdlog::level::err;
  if (level >= rocksdb::InfoLogLevel::WARN_LEVEL) return spdlog::level::warn;
  return spdlog::level::debug;
}

class InfoLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const rocksdb::InfoLogLevel level, const char* format, va_list arguments) override {
    if (!spdlog::should_log(LevelOf(level))) return;
    std::array<char, kLineBytesMax> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    spdlog::log(LevelOf(level), "read models: rocksdb: {}", line.data());
  }
};

}  // namespace

std::shared_ptr<rocksdb::Logger> MakeRocksdbInfoLog() { return std::make_shared<InfoLog>(); }

}  // namespace debut::projection
