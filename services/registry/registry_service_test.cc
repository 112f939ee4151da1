#include "services/registry/registry_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/registry/v1/registry_service.grpc.pb.h"
#include "domain/registry/reasons.h"
#include "tests/support/service_in_process.h"

namespace debut::registry {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const CallOutcome kDone{};

class RegistryServiceTest : public ::testing::Test {
 protected:
  using Stub = v1::RegistryService::Stub;

  // 2021-03-01 in Shanghai, while it is still February in UTC.
  RegistryServiceTest() : service_(MakeRegistryService, absl::FromUnixSeconds(1'614'528'000)) {}

  v1::RegisterEnterpriseRequest Enterprise(const std::string& id, const std::string& code) {
    v1::RegisterEnterpriseRequest request;
    request.set_request_id("register-" + id);
    request.set_enterprise_id(id);
    request.set_credit_code(code);
    request.set_name("北京智行科技有限公司");
    request.set_registered_date("2016-03-01");
    return request;
  }

  void RegisterTwo() {
    EXPECT_EQ(Call(&Stub::RegisterEnterprise, Enterprise("E-1", "91110108MA01000010")), kDone);
    EXPECT_EQ(Call(&Stub::RegisterEnterprise, Enterprise("E-2", "91350100M000100Y43")), kDone);
  }

  template <typename Request, typename Response>
  CallOutcome Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request, Response* response = nullptr) {
    Response unread;
    return service_.Call(method, request, response == nullptr ? unread : *response);
  }

  v1::Enterprise Get(const std::string& id, const std::string& date = "") {
    v1::GetEnterpriseRequest request;
    request.set_enterprise_id(id);
    request.set_as_of_date(date);
    v1::GetEnterpriseResponse response;
    EXPECT_EQ(Call(&Stub::GetEnterprise, request, &response), kDone);
    EXPECT_EQ(response.position(), service_.EventsCount());
    return response.enterprise();
  }

  test::ServiceInProcess<v1::RegistryService> service_;
};

TEST_F(RegistryServiceTest, RegistersAnEnterpriseWithItsCodeNormalised) {
  v1::RegisterEnterpriseRequest request = Enterprise("", "９１１１０１０８ma01000010");
  request.clear_registered_date();
  v1::RegisterEnterpriseResponse response;
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, request, &response), kDone);
  EXPECT_THAT(response.enterprise_id(), StartsWith("E-"));
  EXPECT_EQ(response.recorded().position(), 1u);
  EXPECT_EQ(response.recorded().events_count(), 1u);
  const v1::Enterprise enterprise = Get(response.enterprise_id());
  EXPECT_EQ(enterprise.credit_code(), "91110108MA01000010");
  EXPECT_EQ(enterprise.name(), "北京智行科技有限公司");
  EXPECT_EQ(enterprise.kind(), v1::PARTY_KIND_ENTERPRISE);
  EXPECT_EQ(enterprise.registered_date(), "2021-03-01");
  EXPECT_EQ(enterprise.legal_person_id(), response.enterprise_id());
}

// W13: the same command sent again after a time-out gets the same answer, and one event.
TEST_F(RegistryServiceTest, AnswersARepeatedRequestWithTheFirstAnswer) {
  const auto request = Enterprise("", "91110108MA01000010");
  v1::RegisterEnterpriseResponse first;
  v1::RegisterEnterpriseResponse again;
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, request, &first), kDone);
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, request, &again), kDone);
  EXPECT_EQ(again.enterprise_id(), first.enterprise_id());
  EXPECT_EQ(again.recorded().position(), first.recorded().position());
  EXPECT_TRUE(again.recorded().replayed());
  EXPECT_EQ(service_.EventsCount(), 1u);
}

TEST_F(RegistryServiceTest, RefusesARequestIdThatIsUsedTwice) {
  auto request = Enterprise("E-1", "91110108MA01000010");
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, request), kDone);
  request.set_name("北京他人科技有限公司");
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, request),
            Refused(StatusCode::kFailedPrecondition, "REQUEST_ID_REUSED"));
  EXPECT_EQ(service_.EventsCount(), 1u);
}

TEST_F(RegistryServiceTest, MapsEachKindOfRefusal) {
  RegisterTwo();
  auto request = Enterprise("E-3", "91110108MA01000010");
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, request),
            Refused(StatusCode::kAlreadyExists, kCreditCodeTaken));
  request = Enterprise("E-1", "91110108MA01000036");
  request.set_request_id("r-9");
  request.set_credit_code("91350100M000100Y43");
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, request),
            Refused(StatusCode::kAlreadyExists, kEnterpriseAlreadyRegistered));

  v1::RenameEnterpriseRequest rename;
  rename.set_request_id("r-10");
  rename.set_enterprise_id("E-9");
  rename.set_name("新名");
  EXPECT_EQ(Call(&Stub::RenameEnterprise, rename),
            Refused(StatusCode::kNotFound, kEnterpriseUnknown));

  v1::EndRelatedPartyRequest end;
  end.set_request_id("r-11");
  end.set_enterprise_id("E-1");
  end.set_related_id("E-2");
  EXPECT_EQ(Call(&Stub::EndRelatedParty, end),
            Refused(StatusCode::kFailedPrecondition, kRelationUnknown));

  v1::GetEnterpriseRequest get;
  get.set_enterprise_id("E-9");
  EXPECT_EQ(Call(&Stub::GetEnterprise, get), Refused(StatusCode::kNotFound, kEnterpriseUnknown));
  EXPECT_EQ(service_.EventsCount(), 2u);
}

TEST_F(RegistryServiceTest, ShowsAPartyAsItWasOnADate) {
  RegisterTwo();
  v1::RegisterBranchRequest branch;
  branch.set_request_id("r-1");
  branch.set_branch_id("E-1-1");
  branch.set_legal_person_id("E-1");
  branch.set_credit_code("91310115MA1K3B01XL");
  branch.set_name("北京智行科技有限公司上海分公司");
  v1::RegisterBranchResponse registered;
  EXPECT_EQ(Call(&Stub::RegisterBranch, branch, &registered), kDone);
  EXPECT_EQ(registered.branch_id(), "E-1-1");

  v1::RenameEnterpriseRequest rename;
  rename.set_request_id("r-2");
  rename.set_enterprise_id("E-1");
  rename.set_name("北京智行未来科技有限公司");
  rename.set_effective_date("2020-05-01");
  EXPECT_EQ(Call(&Stub::RenameEnterprise, rename), kDone);

  v1::RecordZoneRegistrationRequest zone;
  zone.set_request_id("r-3");
  zone.set_enterprise_id("E-1");
  zone.set_from_date("2016-03-01");
  zone.set_to_date("2020-12-31");
  EXPECT_EQ(Call(&Stub::RecordZoneRegistration, zone), kDone);

  v1::RecordSmeStatusRequest sme;
  sme.set_request_id("r-4");
  sme.set_enterprise_id("E-1");
  sme.set_is_sme(true);
  sme.set_from_date("2016-03-01");
  EXPECT_EQ(Call(&Stub::RecordSmeStatus, sme), kDone);

  v1::DeclareRelatedPartyRequest relation;
  relation.set_request_id("r-5");
  relation.set_enterprise_id("E-2");
  relation.set_related_id("E-1-1");
  relation.set_kind(v1::RELATION_KIND_SHAREHOLDING);
  relation.set_from_date("2019-01-01");
  EXPECT_EQ(Call(&Stub::DeclareRelatedParty, relation), kDone);

  const v1::Enterprise then = Get("E-1", "2020-04-30");
  EXPECT_EQ(then.name(), "北京智行科技有限公司");
  EXPECT_TRUE(then.zone_registered());
  EXPECT_TRUE(then.is_sme());
  EXPECT_FALSE(then.banned());
  EXPECT_THAT(then.branch_ids(), ElementsAre("E-1-1"));
  EXPECT_THAT(then.related_ids(), ElementsAre("E-2"));
  const v1::Enterprise now = Get("E-1");
  EXPECT_EQ(now.name(), "北京智行未来科技有限公司");
  EXPECT_FALSE(now.zone_registered());
  const v1::Enterprise of_branch = Get("E-1-1", "2020-04-30");
  EXPECT_EQ(of_branch.legal_person_id(), "E-1");
  EXPECT_TRUE(of_branch.zone_registered());
}

TEST_F(RegistryServiceTest, ShowsMergersBansAndTheirEnds) {
  RegisterTwo();
  v1::ImposeBanRequest ban;
  ban.set_request_id("r-1");
  ban.set_enterprise_id("E-1");
  ban.set_from_date("2020-01-01");
  ban.set_to_date("2022-12-31");
  ban.set_document("京财罚〔2020〕7号");
  ban.set_reason("提供虚假材料");
  v1::ImposeBanResponse imposed;
  EXPECT_EQ(Call(&Stub::ImposeBan, ban, &imposed), kDone);
  EXPECT_THAT(imposed.ban_id(), StartsWith("BAN-"));

  v1::MergeEnterprisesRequest merger;
  merger.set_request_id("r-2");
  merger.set_predecessor_id("E-1");
  merger.set_successor_id("E-2");
  merger.set_effective_date("2021-01-01");
  merger.set_document("合并协议");
  EXPECT_EQ(Call(&Stub::MergeEnterprises, merger), kDone);

  EXPECT_EQ(Get("E-1", "2020-12-31").legal_person_id(), "E-1");
  EXPECT_EQ(Get("E-1", "2020-12-31").merged_into_id(), "");
  EXPECT_EQ(Get("E-1").legal_person_id(), "E-2");
  EXPECT_EQ(Get("E-1").merged_into_id(), "E-2");
  EXPECT_THAT(Get("E-2").predecessor_ids(), ElementsAre("E-1"));
  EXPECT_TRUE(Get("E-2").banned());

  v1::LiftBanRequest lift;
  lift.set_request_id("r-3");
  lift.set_ban_id(imposed.ban_id());
  lift.set_enterprise_id("E-1");
  lift.set_document("撤销决定");
  EXPECT_EQ(Call(&Stub::LiftBan, lift), kDone);
  EXPECT_FALSE(Get("E-2").banned());

  v1::DeclareRelatedPartyRequest relation;
  relation.set_request_id("r-4");
  relation.set_enterprise_id("E-1");
  relation.set_related_id("E-2");
  relation.set_kind(v1::RELATION_KIND_COMMON_CONTROL);
  relation.set_from_date("2019-01-01");
  EXPECT_EQ(Call(&Stub::DeclareRelatedParty, relation), kDone);
  v1::EndRelatedPartyRequest end;
  end.set_request_id("r-5");
  end.set_enterprise_id("E-2");
  end.set_related_id("E-1");
  end.set_to_date("2020-12-31");
  v1::EndRelatedPartyResponse ended;
  EXPECT_EQ(Call(&Stub::EndRelatedParty, end, &ended), kDone);
  EXPECT_EQ(ended.recorded().events_count(), 1u);
  end.set_request_id("r-6");
  EXPECT_EQ(Call(&Stub::EndRelatedParty, end, &ended), kDone);
  EXPECT_EQ(ended.recorded().events_count(), 0u);
}

TEST_F(RegistryServiceTest, NamesEveryBadFieldAndRecordsNothing) {
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, v1::RegisterEnterpriseRequest()),
            BadFields({"request_id", "credit_code", "name"}));

  v1::RegisterEnterpriseRequest enterprise = Enterprise("企业一", "91110108MA01000011");
  enterprise.set_request_id("r-1");
  enterprise.set_name(std::string(1'000, 'x'));
  enterprise.set_kind(static_cast<v1::PartyKind>(99));
  enterprise.set_registered_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::RegisterEnterprise, enterprise),
            BadFields({"enterprise_id", "credit_code", "name", "kind", "registered_date"}));

  v1::RegisterBranchRequest branch;
  branch.set_request_id("r-2");
  branch.set_branch_id("E-1");
  branch.set_legal_person_id("E-1");
  branch.set_registered_date("2020-02-30");
  EXPECT_EQ(Call(&Stub::RegisterBranch, branch),
            BadFields({"legal_person_id", "credit_code", "name", "registered_date"}));

  v1::RenameEnterpriseRequest rename;
  rename.set_request_id("r-3");
  rename.set_effective_date("2020-5-1");
  EXPECT_EQ(Call(&Stub::RenameEnterprise, rename),
            BadFields({"enterprise_id", "name", "effective_date"}));

  v1::RecordZoneRegistrationRequest zone;
  zone.set_request_id("r-4");
  zone.set_from_date("2020-01-01");
  zone.set_to_date("2019-12-31");
  EXPECT_EQ(Call(&Stub::RecordZoneRegistration, zone), BadFields({"enterprise_id", "to_date"}));

  v1::RecordSmeStatusRequest sme;
  sme.set_request_id("r-5");
  sme.set_from_date("tomorrow");
  sme.set_document("\x01");
  EXPECT_EQ(Call(&Stub::RecordSmeStatus, sme),
            BadFields({"enterprise_id", "document", "from_date"}));
  EXPECT_EQ(service_.EventsCount(), 0u);
}

TEST_F(RegistryServiceTest, NamesEveryBadFieldOfMergersRelationsAndBans) {
  v1::MergeEnterprisesRequest merger;
  merger.set_request_id("r-1");
  merger.set_predecessor_id("E-1");
  merger.set_successor_id("E-1");
  EXPECT_EQ(Call(&Stub::MergeEnterprises, merger), BadFields({"successor_id", "document"}));

  v1::DeclareRelatedPartyRequest relation;
  relation.set_request_id("r-2");
  relation.set_enterprise_id("E-1");
  relation.set_related_id("E-1");
  EXPECT_EQ(Call(&Stub::DeclareRelatedParty, relation), BadFields({"related_id", "kind"}));

  v1::EndRelatedPartyRequest end;
  end.set_request_id("r-3");
  end.set_to_date("2021-03-02");
  EXPECT_EQ(Call(&Stub::EndRelatedParty, end),
            BadFields({"enterprise_id", "related_id", "to_date"}));

  v1::ImposeBanRequest ban;
  ban.set_request_id("r-4");
  ban.set_ban_id("禁-1");
  EXPECT_EQ(Call(&Stub::ImposeBan, ban),
            BadFields({"ban_id", "enterprise_id", "to_date", "document", "reason"}));
  ban.set_to_date("2021-02-28");
  EXPECT_EQ(Call(&Stub::ImposeBan, ban),
            BadFields({"ban_id", "enterprise_id", "to_date", "document", "reason"}));

  v1::LiftBanRequest lift;
  lift.set_request_id("r-5");
  EXPECT_EQ(Call(&Stub::LiftBan, lift), BadFields({"ban_id", "enterprise_id", "document"}));

  v1::GetEnterpriseRequest get;
  get.set_as_of_date("2020-13-01");
  EXPECT_EQ(Call(&Stub::GetEnterprise, get), BadFields({"enterprise_id", "as_of_date"}));
  EXPECT_EQ(service_.EventsCount(), 0u);
}

TEST_F(RegistryServiceTest, SealsWhatIsKnownOfAContact) {
  RegisterTwo();
  v1::RecordContactRequest request;
  request.set_request_id("r-3");
  request.set_contact_id("CT-1");
  request.set_enterprise_id("E-1");
  request.set_contact_name("王小明");
  request.set_phone("13901234567");
  request.set_bank_account("6222020200001234567");
  v1::RecordContactResponse response;
  EXPECT_EQ(Call(&Stub::RecordContact, request, &response), kDone);
  EXPECT_EQ(response.contact_id(), "CT-1");
  EXPECT_EQ(Call(&Stub::RecordContact, request), kDone) << "sent again";
  request.set_request_id("r-4");
  EXPECT_EQ(Call(&Stub::RecordContact, request), kDone) << "nothing has changed";
  EXPECT_EQ(service_.EventsCount(), 3u);
  const auto read = eventstore::ReadAll(service_.store(), {});
  const eventstore::Event& event = read->events.back().event;
  for (const char* text : {"王小明", "13901234567", "6222020200001234567"}) {
    EXPECT_THAT(event.payload, Not(HasSubstr(text)));
  }
  v1::ContactRecorded fact;
  ASSERT_TRUE(fact.ParseFromString(event.payload));
  EXPECT_EQ(
      service_.vault()
          .Open("debut.registry.v1.ContactRecorded.phone", "contact:CT-1", fact.phone().digest())
          .value_or(""),
      "13901234567");
  request.set_request_id("r-5");
  request.set_enterprise_id("E-2");
  EXPECT_EQ(Call(&Stub::RecordContact, request),
            Refused(StatusCode::kAlreadyExists, kContactIdTaken));
  EXPECT_EQ(Call(&Stub::RecordContact, v1::RecordContactRequest()),
            BadFields({"request_id", "enterprise_id", "contact_name", "phone"}));
}

TEST_F(RegistryServiceTest, SealsTheNumberOfAContactsIdentityCard) {
  RegisterTwo();
  v1::IdentifyContactRequest identify;
  identify.set_request_id("r-6");
  identify.set_contact_id("CT-1");
  identify.set_personal_id("110101199003070038");
  EXPECT_EQ(Call(&Stub::IdentifyContact, identify),
            Refused(StatusCode::kNotFound, kContactUnknown));
  v1::RecordContactRequest contact;
  contact.set_request_id("r-7");
  contact.set_contact_id("CT-1");
  contact.set_enterprise_id("E-1");
  contact.set_contact_name("王小明");
  contact.set_phone("13901234567");
  EXPECT_EQ(Call(&Stub::RecordContact, contact), kDone);
  identify.set_request_id("r-8");
  EXPECT_EQ(Call(&Stub::IdentifyContact, identify), kDone);
  EXPECT_EQ(service_.EventsCount(), 4u);
  const auto read = eventstore::ReadAll(service_.store(), {});
  EXPECT_THAT(read->events.back().event.payload, Not(HasSubstr("110101199003070038")));
  EXPECT_EQ(Call(&Stub::IdentifyContact, v1::IdentifyContactRequest()),
            BadFields({"request_id", "contact_id", "personal_id"}));
}

TEST_F(RegistryServiceTest, ChangesNothingForNobody) {
  v1::RegisterEnterpriseResponse response;
  EXPECT_EQ(
      service_
          .Call(&Stub::RegisterEnterprise, Enterprise("E-1", "91110108MA01000010"), response, "")
          .code,
      StatusCode::kUnauthenticated);
  EXPECT_EQ(service_.EventsCount(), 0u);
}

}  // namespace
}  // namespace debut::registry
