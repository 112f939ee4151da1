#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "debut/config/v1/config.pb.h"

namespace debut::runtime::testing {

// A certificate authority for tests, whose files lie in a directory: ca.pem, crl/ca.crl (unless
// nothing was ever published), and NAME/{cert,key,ca}.pem for each certificate.
class TestAuthority {
 public:
  struct Wanted {
    std::string uri =
        {};  // "debut://person/wang.fang?role=reader"; empty: the certificate has none.
    absl::Time not_before = absl::Now() - absl::Hours(1);
    absl::Time not_after = absl::Now() + absl::Hours(1);
    std::vector<std::string> more_uris = {};
  };

  // `directory` is made.
  explicit TestAuthority(std::filesystem::path directory);
  ~TestAuthority();

  // A certificate for 127.0.0.1 and localhost. The same name again: the files change in place.
  config::v1::Tls Issue(const std::string& name, const Wanted& wanted);

  // Takes effect with Publish().
  void Revoke(const config::v1::Tls& tls);
  // Writes the list of revoked certificates.
  void Publish(absl::Time made = absl::Now(), absl::Time next = absl::Now() + absl::Hours(1));

  std::string ca_file() const { return directory_ / "ca.pem"; }
  std::string crl_dir() const { return directory_ / "crl"; }

 private:
  struct Keys;

  std::filesystem::path directory_;
  std::unique_ptr<Keys> keys_;
  long last_serial_ = 1;
};

// What a file holds, and back with the mode 0600, in one rename.
std::string TextOf(const std::filesystem::path& path);
void Write(const std::filesystem::path& path, const std::string& text);

}  // namespace debut::runtime::testing
