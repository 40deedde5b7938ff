"""For Lambda: the prices of the parcels of an event."""
import logging

import orjson

from . import price

# Left over for the answer itself, in milliseconds.
RESERVE = 500


def quote(event, context):
    """Answers with as many prices as there is time for, and with the parcels that are left."""
    parcels = event['parcels']
    quotes = []
    for parcel in parcels:
        if context.get_remaining_time_in_millis() < RESERVE:
            break
        quotes.append({'id': parcel['id'], 'price': price(parcel['weight'])})
    logging.getLogger().warning('%d of %d parcels', len(quotes), len(parcels))
    return orjson.loads(orjson.dumps({'quotes': quotes, 'left': [parcel['id'] for parcel in parcels[len(quotes):]]}))
