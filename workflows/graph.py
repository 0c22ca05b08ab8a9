"""The picture of a state machine, and the matrix of who may do what, drawn from its law."""

from state_machines.law import Law


def mermaid(law: Law) -> str:
    """Return the law as a Mermaid state diagram with Vietnamese labels."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state}: {label} ({state})" for state, label in law.states.items()]
    lines.append(f"    [*] --> {law.initial}")
    arrows: dict[tuple[str, str], list[str]] = {}
    for rule in law.rules:
        if rule.source != rule.dest:
            arrows.setdefault((rule.source, rule.dest), []).append(rule.trigger)
    for (source, dest), triggers in arrows.items():
        lines.append(f"    {source} --> {dest}: {', '.join(dict.fromkeys(triggers))}")
    lines += [f"    {state} --> [*]" for state in law.states if state in law.final]
    return "\n".join(lines)


def matrix(law: Law) -> str:
    """Return the law as a Markdown table: act, from, to, who may, proof, and what it rests on."""
    rows = [
        "| hành vi | từ | đến | ai được làm | phải chứng minh | căn cứ |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in law.rules:
        rows.append(
            f"| {law.triggers[rule.trigger]} (`{rule.trigger}`) | {law.states[rule.source]} | "
            f"{law.states[rule.dest]} | {rule.who.label} | {'có' if rule.proof else ''} | {rule.cites} |"
        )
    return "\n".join(rows)
