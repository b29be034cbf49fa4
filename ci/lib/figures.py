"""What benchmarks reckon with: instants as JSON has them, and percentiles that are values of the sample."""
import datetime


def at(text):
    """Seconds since the epoch of an ISO 8601 instant in UTC."""
    return datetime.datetime.fromisoformat(text[:26].rstrip("Z").ljust(26, "0") + "+00:00").timestamp()


def rank(values, share):
    values = sorted(values)
    return values[-(-int(share * 100) * len(values) // 100) - 1]


def text(millis):
    return f"{millis / 1000:.2f} s" if millis >= 1000 else f"{millis:.0f} ms"
