#include <algorithm>

#include "handoff_rows.hpp"
#include "handoff_walk.hpp"

namespace csx::metrics::handoff {

using model::HandoffEvent;

namespace {

/// What was done before its time took none: a handoff submitted before the signature.
Exact seconds_between(const Step& from, const Step& to) {
  return Exact(std::max<std::int64_t>((to.at - from.at).count(), 0));
}

void sample(const Input& input, Sink& sink, const Seen& handoff, const Step& from, const Step& to) {
  if (!input.holds(to.day)) {
    return;
  }
  const Subject subject = handoff.subject(to.day);
  from.is_date || to.is_date ? sink.exclude(subject, "only the date is known")
                             : sink.sample(subject, seconds_between(from, to));
}

/// What began until the last day and has not ended, and is not called off.
void unfinished(const Input& input, Sink& sink, const Seen& handoff, const Step& from) {
  if (from.day <= input.last && handoff.first(HandoffEvent::cancelled) == nullptr) {
    sink.aside(handoff.subject(from.day), "unfinished");
  }
}

bool follows_a_sale(const Seen& handoff) {
  return handoff.handoff->type == model::HandoffType::sales_to_cs;
}

/// The first step of either kind after another.
const Step* answer_to(const Seen& handoff, const Step& submission) {
  for (const Step* step = &submission + 1; step < handoff.steps.data() + handoff.steps.size(); ++step) {
    if (step->event->event == HandoffEvent::accepted || step->event->event == HandoffEvent::returned) {
      return step;
    }
  }
  return nullptr;
}

}  // namespace

void submitted(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    const Step* step = handoff.first(HandoffEvent::submitted);
    if (step != nullptr && input.holds(step->day)) {
      sink.add(handoff.subject(step->day), 1);
    }
  });
}

void accepted(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    const Step* step = handoff.first(HandoffEvent::accepted);
    if (step != nullptr && input.holds(step->day)) {
      sink.add(handoff.subject(step->day), 1);
    }
  });
}

void first_pass(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    const Step* submission = handoff.first(HandoffEvent::submitted);
    const Step* answer = submission != nullptr ? answer_to(handoff, *submission) : nullptr;
    if (answer != nullptr && input.holds(answer->day)) {
      sink.add(handoff.subject(answer->day), answer->event->event == HandoffEvent::accepted ? 1 : 0, 1);
    } else if (submission != nullptr && answer == nullptr) {
      unfinished(input, sink, handoff, *submission);
    }
  });
}

void returns(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    for (const Step& step : handoff.steps) {
      if (step.event->event != HandoffEvent::returned || !input.holds(step.day)) {
        continue;
      }
      const Subject subject = handoff.subject(step.day);
      sink.add(subject, 1);
      sink.aside(subject, step.event->reason ? model::word(*step.event->reason)
                                             : std::string_view("without a reason"));
      for (const model::FieldPath& field : step.event->fields) {
        sink.aside(subject, "lacking " + field.value);
      }
    }
  });
}

void lead_time(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    const auto signature = follows_a_sale(handoff) ? signature_of(input.facts, handoff) : std::nullopt;
    if (!follows_a_sale(handoff) || handoff.steps.empty()) {
      return;
    }
    const Step* step = handoff.first(HandoffEvent::accepted);
    if (step == nullptr) {
      unfinished(input, sink, handoff, signature ? *signature : handoff.steps.front());
    } else if (!signature && input.holds(step->day)) {
      sink.exclude(handoff.subject(step->day), "no signed contract known");
    } else if (signature) {
      sample(input, sink, handoff, *signature, *step);
    }
  });
}

void time_to_submit(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    if (!follows_a_sale(handoff) || handoff.steps.empty()) {
      return;
    }
    const auto signature = signature_of(input.facts, handoff);
    const Step* step = handoff.first(HandoffEvent::submitted);
    if (step == nullptr) {
      unfinished(input, sink, handoff, signature ? *signature : handoff.steps.front());
    } else if (!signature && input.holds(step->day)) {
      sink.exclude(handoff.subject(step->day), "no signed contract known");
    } else if (signature) {
      sample(input, sink, handoff, *signature, *step);
    }
  });
}

void time_to_answer(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    for (const Step& step : handoff.steps) {
      if (step.event->event != HandoffEvent::submitted) {
        continue;
      }
      const Step* answer = answer_to(handoff, step);
      answer != nullptr ? sample(input, sink, handoff, step, *answer)
                        : unfinished(input, sink, handoff, step);
    }
  });
}

void time_to_rework(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    for (const Step& step : handoff.steps) {
      if (step.event->event != HandoffEvent::returned) {
        continue;
      }
      const Step* again = handoff.next(step, HandoffEvent::submitted);
      again != nullptr ? sample(input, sink, handoff, step, *again) : unfinished(input, sink, handoff, step);
    }
  });
}

template <HandoffEvent From, HandoffEvent To>
void stage(const Input& input, Sink& sink) {
  each_handoff(input, [&](const Seen& handoff) {
    const Step* from = handoff.first(From);
    const Step* to = from != nullptr ? handoff.next(*from, To) : nullptr;
    if (to != nullptr) {
      sample(input, sink, handoff, *from, *to);
    } else if (from != nullptr && handoff.first(HandoffEvent::completed) == nullptr) {
      unfinished(input, sink, handoff, *from);
    }
  });
}
template void stage<HandoffEvent::accepted, HandoffEvent::introduced>(const Input&, Sink&);
template void stage<HandoffEvent::accepted, HandoffEvent::kickoff_held>(const Input&, Sink&);
template void stage<HandoffEvent::kickoff_held, HandoffEvent::activated>(const Input&, Sink&);
template void stage<HandoffEvent::activated, HandoffEvent::completed>(const Input&, Sink&);

}  // namespace csx::metrics::handoff
