import type { Payment } from './queries';

/**
 * Takes the customer to where the payment goes on. A form is built and sent by this very page, because banks take
 * their message as a form post. Answers false when there is nowhere to go: then the result is waited for.
 */
export function followNextAction({ next_action: action }: Payment): boolean {
  if (!action.url) return false;
  switch (action.type) {
    case 'form_post': {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = action.url;
      form.hidden = true;
      for (const [name, value] of Object.entries(action.fields ?? {})) {
        const input = document.createElement('input');
        input.type = 'hidden';
        input.name = name;
        input.value = value;
        form.append(input);
      }
      document.body.append(form);
      form.submit();
      return true;
    }
    case 'redirect':
    case 'qr_code':
      location.assign(action.url);
      return true;
    case 'client_secret':
    case 'none':
      return false;
  }
}
