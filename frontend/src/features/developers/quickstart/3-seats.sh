DAY=$(date -u -d '+1 day' +%F 2>/dev/null || date -u -v+1d +%F)
SHOWTIME=$(call "$API/showtimes?date=$DAY&limit=1" | jq -r '.items[0].id')

# Two seats side by side, at the end of the longest free row.
SEATS=$(call "$API/showtimes/$SHOWTIME/seats" | jq -c '
  [.seats[] | select(.kind == "normal" and .state == "available")]
  | group_by([.section, .row, .zone]) | max_by(length) | sort_by(.x)
  | .[:2] | map(.seat_code)')
echo "$SHOWTIME $SEATS"
