#pragma once

#include "csx/model/agreement_commitments.hpp"
#include "csx/model/agreement_how.hpp"
#include "csx/model/agreement_scores.hpp"
#include "csx/model/agreement_strategy.hpp"

namespace csx::model {

struct Approval {
  Area area;
  Reference<Person> by;
  time::Date date;
  Digest of;
};
template <>
inline constexpr auto description<Approval> = describe<Approval>(
    "approval", "One party's signature; written by `csx agreement approve`.",
    field<&Approval::area>("area", "The party."), field<&Approval::by>("by", "Who signed for it."),
    field<&Approval::date>("date", "When."),
    field<&Approval::of>(
        "of", "Digest of the content that was approved: all but approvals, changes and comments."));

struct AgreementChange {
  std::int64_t version = 1;
  time::Date date;
  std::string why;
  std::vector<std::string> because;
};
template <>
inline constexpr auto description<AgreementChange> = describe<AgreementChange>(
    "change", "Why a version came to be.",
    field<&AgreementChange::version>("version", "The version.", {.min = 1}),
    field<&AgreementChange::date>("date", "When it was decided."),
    field<&AgreementChange::why>("why", "What changed and why."),
    field<&AgreementChange::because>("because", "Ids of the audits, reviews or opinions behind it."));

struct Agreement {
  Id<Agreement> id;
  std::int64_t version = 1;
  std::string title;
  NonEmpty<Area> between;
  time::Date effective_from;
  std::optional<time::Date> effective_to;
  Map<Area, Reference<Person>> owners;
  std::vector<Approval> approvals;
  std::optional<std::string> shared_objective;
  std::optional<time::Duration> review_every;
  std::optional<time::Duration> audit_every;
  Box<Strategy> strategy;
  Box<What> what;
  Box<How> how;
  std::vector<Tier> tiers;
  std::vector<TouchPolicy> touch_models;
  Box<PortfolioPolicy> portfolio;
  std::vector<Commitment> commitments;
  Box<FitModel> fit;
  Box<HealthModel> health;
  Box<DifficultModel> difficult;
  Box<Thresholds> thresholds;
  std::vector<AgreementChange> changes;
};
template <>
inline constexpr auto description<Agreement> = describe<Agreement>(
    "agreement", "An agreement between areas: who they win, what they owe each other, how they deliver it.",
    field<&Agreement::id>("id", "Name of the agreement; the same through all its versions."),
    field<&Agreement::version>("version", "Version, counted from 1.", {.min = 1}),
    field<&Agreement::title>("title", "Its title for people."),
    field<&Agreement::between>("between", "The areas that agree.", {.min_items = 2}),
    field<&Agreement::effective_from>("effective_from", "First day on which this version judges."),
    field<&Agreement::effective_to>("effective_to", "Last day, where no later version follows."),
    field<&Agreement::owners>("owners", "The person who answers for the agreement, for each area."),
    field<&Agreement::approvals>("approvals", "Signatures of the parties."),
    field<&Agreement::shared_objective>("shared_objective", "The one objective all parties are aligned to."),
    field<&Agreement::review_every>("review_every", "How often the areas revisit the agreement."),
    field<&Agreement::audit_every>("audit_every", "How often it is audited."),
    field<&Agreement::strategy>("strategy", "Whom to win and why they buy (main agreement)."),
    field<&Agreement::what>("what", "What is to be delivered."),
    field<&Agreement::how>("how", "How it is to be delivered."),
    field<&Agreement::tiers>("tiers", "Levels of dedication, highest first (main agreement)."),
    field<&Agreement::touch_models>("touch_models", "What each touch model means here (main agreement)."),
    field<&Agreement::portfolio>("portfolio", "How accounts are spread over CSMs (main agreement)."),
    field<&Agreement::commitments>("commitments", "What each area owes: clocks and metric targets."),
    field<&Agreement::fit>("fit", "How fit is scored (main agreement)."),
    field<&Agreement::health>("health", "How health is scored (main agreement)."),
    field<&Agreement::difficult>("difficult", "When a customer counts as difficult (main agreement)."),
    field<&Agreement::thresholds>("thresholds", "Limits of pitfalls and staleness (main agreement)."),
    field<&Agreement::changes>("changes", "Why each version came to be, newest first."));

}  // namespace csx::model
