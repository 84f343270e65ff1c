#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <unordered_map>
#include <utility>

#include "clock_maker.hpp"
#include "csx/base/parallel.hpp"
#include "csx/sla/moments.hpp"

namespace csx::sla {

namespace {

using model::Event;
using model::Subject;

/// All that belongs to one account, or to none.
struct Bundle {
  const model::AnyRecord* account = nullptr;
  std::vector<const model::AnyRecord*> handoffs;
  std::vector<EntryOf> entries;
};

/// *Order*: accounts as the folder has them, then one bundle for what names no account that exists.
std::vector<Bundle> bundles_of(const store::Dataset& data, const std::optional<std::string_view>& only) {
  std::vector<Bundle> bundles;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const model::AnyRecord& record : data.all<model::Account>()) {
    const std::string& id = record.as<model::Account>().id.value;
    if ((!only || *only == id) && places.try_emplace(id, bundles.size()).second) {
      bundles.push_back({&record, {}, {}});
    }
  }
  bundles.emplace_back();
  const auto bundle_of = [&](const model::Reference<model::Account>* account) -> Bundle* {
    const auto found = account != nullptr ? places.find(account->value) : places.end();
    if (found != places.end()) {
      return &bundles[found->second];
    }
    return only ? nullptr : &bundles.back();
  };
  for (const model::AnyRecord& record : data.all<model::Handoff>()) {
    const auto& handoff = record.as<model::Handoff>();
    // Of a timeline in which nothing can be read nothing is known.
    Bundle* bundle = handoff.timeline.empty() ? nullptr : bundle_of(&handoff.account);
    if (bundle != nullptr) {
      bundle->handoffs.push_back(&record);
    }
  }
  for (const model::AnyRecord& record : data.all<model::Journal>()) {
    const auto& journal = record.as<model::Journal>();
    for (const model::Entry& entry : journal.entries) {
      if (Bundle* bundle = bundle_of(account_of(journal, entry))) {
        bundle->entries.push_back({&record, &entry});
      }
    }
  }
  return bundles;
}

/// What settles a subject, so that its recurring clocks end and nothing more starts.
bool ends_subject(Event event, Subject subject) {
  switch (subject) {
    case Subject::handoff:
      return event == Event::completed || event == Event::cancelled;
    case Subject::ticket:
      return event == Event::closed;
    case Subject::survey:
      return event == Event::responded;
    case Subject::request:
      return event == Event::answered;
    case Subject::improvement:
      return event == Event::delivered;
    case Subject::account:
      break;
  }
  return false;
}

/// Makes all clocks of one bundle.
class BundleRun {
 public:
  BundleRun(const std::vector<AgreementTracks>& agreements, const Bundle& bundle, const ClockRun& run,
            MadeClocks& made)
      : m_agreements(agreements), m_bundle(bundle), m_run(run), m_made(made) {
    m_made.account_before = m_made.before.size();
    if (bundle.account != nullptr) {
      m_account = &bundle.account->as<model::Account>();
      m_history = history_of_account(*bundle.account, bundle.handoffs, bundle.entries, run.as_of, run.zone);
    }
  }

  void make() {
    if (m_account != nullptr) {
      add_account();
    }
    for (const model::AnyRecord* handoff : m_bundle.handoffs) {
      add_handoff(*handoff);
    }
    for (const EntryOf& entry : m_bundle.entries) {
      add_entry(entry);
    }
  }

 private:
  SubjectHistory begin(Subject kind, const model::AnyRecord& record) const {
    SubjectHistory history;
    history.subject.kind = kind;
    history.subject.record = &record;
    history.subject.account = m_account;
    history.subject.account_record = m_bundle.account;
    history.account = m_account != nullptr ? &m_history : nullptr;
    return history;
  }

  void add_account() {
    SubjectHistory history = begin(Subject::account, *m_bundle.account);
    history.fields = Fields::of(*m_account);
    history.happenings = m_history.happenings;
    history.ends = m_history.churns;
    const std::uint32_t life = m_history.life_on(m_run.today);
    history.is_over =
        life > 0 && std::none_of(m_history.signings.begin(), m_history.signings.end(),
                                 [&](const Signing& each) { return each.happening.life == life; });
    history.since = time::Date{model::Dated<int>::k_always};
    make_clocks(history);
    const std::size_t first_absent = m_made.clocks.size();
    for (const SubjectHistory& absent :
         absent_handoffs(m_agreements, *m_bundle.account, m_history, m_bundle.handoffs, m_run)) {
      make_clocks(absent);
    }
    number_from(first_absent);
  }

  /// All absent handoffs of an account go by its name, so their clocks of one commitment are numbered
  /// through.
  void number_from(std::size_t first) {
    std::map<std::string, std::uint32_t> instances;
    for (std::size_t i = first; i < m_made.clocks.size(); ++i) {
      Clock& clock = m_made.clocks[i];
      clock.instance = ++instances[clock.path()];
    }
  }

  void add_handoff(const model::AnyRecord& record) {
    const auto& handoff = record.as<model::Handoff>();
    SubjectHistory history = begin(Subject::handoff, record);
    history.subject.handoff = &handoff;
    history.fields = Fields::of(handoff, m_account);
    history.happenings = happenings_of_handoff(record, m_run.as_of, m_run.zone);
    history.since = day_of(m_run.zone, handoff.timeline.front().at);
    finish(history);
  }

  void add_entry(const EntryOf& of) {
    const auto kind = subject_of(*of.entry);
    if (!kind) {
      return;
    }
    SubjectHistory history = begin(*kind, *of.record);
    history.subject.entry = of.entry;
    history.fields = Fields::of(*of.entry, m_account);
    history.happenings = happenings_of_entry(of, m_run.as_of, m_run.zone);
    history.since = day_of(m_run.zone, of.entry->at);
    finish(history);
  }

  void finish(SubjectHistory& history) {
    if (history.happenings.empty()) {
      return;  // it is not there yet
    }
    history.holds = holds_of(history.happenings);
    for (const Happening& each : history.happenings) {
      if (each.event == Event::cancelled && !history.cancelled) {
        history.cancelled = each;
      }
      if (ends_subject(each.event, history.subject.kind)) {
        history.is_over = true;
        history.ends.push_back(each);
      }
    }
    history.ends.insert(history.ends.end(), m_history.churns.begin(), m_history.churns.end());
    std::stable_sort(history.ends.begin(), history.ends.end(),
                     [](const Happening& a, const Happening& b) { return a.at < b.at; });
    make_clocks(history);
  }

  void make_clocks(const SubjectHistory& history) {
    for (const AgreementTracks& agreement : m_agreements) {
      ClockMaker(agreement, history, m_run, m_made).make();
    }
  }

  const std::vector<AgreementTracks>& m_agreements;
  const Bundle& m_bundle;
  const ClockRun& m_run;
  const model::Account* m_account = nullptr;
  AccountHistory m_history;
  MadeClocks& m_made;
};

/// What one thread takes at a time.
constexpr std::size_t k_share = 64;

struct Share {
  ClockList::Block block;
  std::vector<BeforeAgreement> before;
};

std::vector<Share> make_all(const std::vector<AgreementTracks>& agreements,
                            const std::vector<Bundle>& bundles, const ClockRun& run, unsigned threads) {
  std::vector<Share> shares((bundles.size() + k_share - 1) / k_share);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    MadeClocks made;
    for (std::size_t i = next++; i < shares.size(); i = next++) {
      const std::size_t end = std::min((i + 1) * k_share, bundles.size());
      for (std::size_t bundle = i * k_share; bundle < end; ++bundle) {
        BundleRun(agreements, bundles[bundle], run, made).make();
      }
      // The room in which they grew is used again: memory that is touched for the first time is what costs.
      shares[i] = {{{made.clocks.begin(), made.clocks.end()}, std::exchange(made.happenings, {})},
                   std::exchange(made.before, {})};
      made.clocks.clear();
    }
  };
  {
    const std::vector<std::jthread> others = helpers(std::min<std::size_t>(threads, shares.size()), work);
    work();
  }
  return shares;
}

}  // namespace

std::vector<AgreementTracks> tracks_of(const store::Dataset& data) {
  std::vector<AgreementTracks> all;
  for (const std::string& id : agreement_ids(data)) {
    AgreementTracks agreement{id, version_spans(data, id), {}, {}};
    for (const VersionSpan& span : agreement.spans) {
      auto& tracks = agreement.tracks.emplace_back();
      for (const model::Commitment& commitment : span.agreement().commitments) {
        if (commitment.clock && commitment.subject) {
          tracks.by_subject.at(static_cast<std::size_t>(*commitment.subject))
              .push_back({span.record, &commitment});
        }
      }
    }
    std::unordered_map<std::string_view, std::size_t> ranks;
    for (auto span = agreement.spans.rbegin(); span != agreement.spans.rend(); ++span) {
      for (const model::Commitment& commitment : span->agreement().commitments) {
        const std::size_t rank = ranks.try_emplace(commitment.id.value, ranks.size()).first->second;
        agreement.ranks.emplace(&commitment, rank);
      }
    }
    all.push_back(std::move(agreement));
  }
  return all;
}

Clocks clocks_at(const store::Dataset& data, time::Instant as_of, const ClockOptions& options) {
  Clocks result;
  result.as_of = as_of;
  result.zone = data.zone();
  result.calendars = std::make_shared<const Calendars>(data);
  const std::vector<AgreementTracks> agreements = tracks_of(data);
  const auto& main = data.workspace().main_agreement;
  const std::vector<VersionSpan> main_spans =
      main ? version_spans(data, main->value) : std::vector<VersionSpan>();
  const ClockRun run{data,
                     as_of,
                     data.zone().date_of(as_of),
                     data.zone(),
                     *result.calendars,
                     data.workspace().history_from,
                     main_spans};
  const std::vector<Bundle> bundles = bundles_of(data, options.account);
  for (Share& share : make_all(agreements, bundles, run, thread_count(options.threads))) {
    result.clocks.append(std::move(share.block));
    std::move(share.before.begin(), share.before.end(), std::back_inserter(result.before));
  }
  return result;
}

}  // namespace csx::sla
