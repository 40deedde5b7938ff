"""What it costs to send parcels."""

BASE = 4.50
EACH_KILOGRAM = 1.25


def price(weight):
    """The price of a parcel of so many kilograms."""
    if not 0 < weight <= 30:
        raise ValueError(f'no parcel weighs {weight} kg')
    return round(BASE + EACH_KILOGRAM * weight, 2)
