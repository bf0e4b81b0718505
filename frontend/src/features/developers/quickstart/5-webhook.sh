cat > receiver.mjs <<'END'
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const key = Buffer.from(process.env.WEBHOOK_SECRET.replace('whsec_', ''), 'base64');

createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const { 'webhook-id': id, 'webhook-timestamp': sent } = request.headers;
  const ours = createHmac('sha256', key).update(`${id}.${sent}.${body}`).digest();
  const isSigned = request.headers['webhook-signature']?.split(' ').some((one) => {
    const theirs = Buffer.from(one.replace('v1,', ''), 'base64');
    return theirs.length === ours.length && timingSafeEqual(theirs, ours);
  });
  const isFresh = Math.abs(Date.now() / 1000 - Number(sent)) < 300;
  response.writeHead(isSigned && isFresh ? 204 : 400).end();
  if (isSigned && isFresh) console.log('verified', JSON.parse(body).type, id);
}).listen(9000, '127.0.0.1');
END

WEBHOOK=$(call "$API/client/webhooks" -d '{
  "url": "http://127.0.0.1:9000/hooks",
  "events": ["order.ticketed", "payment.succeeded", "order.refunded"]
}')
WEBHOOK_SECRET=$(jq -r .secret <<< "$WEBHOOK") node receiver.mjs &
